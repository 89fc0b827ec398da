// What the slots of a classifier must be: to be told apart, and not too many.

import type { Slot } from '../../terms/pack-info';
import { mismatch } from '../checked';
import { limits } from '../limits';

/** @throws NudgeError `pack-mismatch` */
export function expectSlots(slots: readonly Slot[], path: string): void {
  const total = slots.reduce((sum, { labels }) => sum + labels.length, 0);
  if (total > limits.classes) {
    throw mismatch(path, `expected at most ${limits.classes} values of all slots, got ${total}.`);
  }
  const twice = firstTwice(slots.map(({ name }) => name));
  if (twice !== null) throw mismatch(path, `expected every slot once, got "${twice}" twice.`);
  for (const { name, labels } of slots) {
    const value = firstTwice(labels);
    if (value !== null) throw mismatch(path, `expected every value of "${name}" once, got "${value}" twice.`);
    if (labels.length < 2) throw mismatch(path, `expected at least two values of "${name}", got one.`);
  }
}

function firstTwice(names: readonly string[]): string | null {
  return names.find((name, i) => names.indexOf(name) < i) ?? null;
}
