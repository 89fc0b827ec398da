// The slots that a guide is asked for, where it has heads for attributes or reads prompts.

import type { State } from '../../history/state';
import type { GuideInfo, Slot } from '../../terms/pack-info';
import { selectGuide } from './selectors';

const NO_SLOTS: readonly Slot[] = [];

/** Slots of the guide that steers, where it is asked for something else than a class. */
export const selectSlots = (state: State): readonly Slot[] => slotsOf(selectGuide(state));

/** Whether the guide is asked for something else than a class. */
export const selectAsks = (state: State): boolean => selectGuide(state)?.targets.includes('class') === false;

export function slotsOf(guide: GuideInfo | null): readonly Slot[] {
  return guide === null || guide.targets.includes('class') ? NO_SLOTS : guide.slots;
}
