// Of several slots, whose values lie one after another in a belief.

import type { Slot } from '../../terms/pack-info';

export const NO_SLOTS: readonly Slot[] = [];

export const valuesIn = (slots: readonly Slot[]): number =>
  slots.reduce((sum, { labels }) => sum + labels.length, 0);
