// What the slots of a classifier must be: to be told apart, and not too many.

import type { Slot } from '../../nn/slots';
import { mismatch } from '../checked';
import { limits } from '../limits';

/** @throws NudgeError `pack-mismatch` */
export function expectSlots(slots: readonly Slot[], path: string): void {
  const total = slots.reduce((sum, { values }) => sum + values.length, 0);
  if (total > limits.classes) {
    throw mismatch(path, `expected at most ${limits.classes} values of all slots, got ${total}.`);
  }
  const twice = firstTwice(slots.map(({ name }) => name));
  if (twice !== null) throw mismatch(path, `expected every slot once, got "${twice}" twice.`);
  for (const { name, values } of slots) {
    const value = firstTwice(values);
    if (value !== null) throw mismatch(path, `expected every value of "${name}" once, got "${value}" twice.`);
    if (values.length < 2) throw mismatch(path, `expected at least two values of "${name}", got one.`);
  }
}

function firstTwice(names: readonly string[]): string | null {
  return names.find((name, i) => names.indexOf(name) < i) ?? null;
}
