// The learning rate over training: a short rise, a long level, and a fall to zero in the last part, which begins when
// the loss no longer improves, or early enough to end at `mostSteps`. The fall is what makes a small network good.

const RISE = 50; // steps
/** Part of the whole that is not the fall. */
const LEVEL = 0.6;

/** The last step but one of a training that no longer improves at `step`. */
export function endAfterPlateau(step: number, mostSteps: number): number {
  return Math.min(mostSteps, Math.ceil(step / LEVEL));
}

/** Share of the highest rate, 0 to 1. @param end the number of steps in all, as it is known at `step` */
export function rateShare(step: number, end: number): number {
  const level = LEVEL * end;
  if (step >= level) return Math.max(0, (end - step) / (end - level));
  return Math.min(1, (step + 1) / RISE);
}
