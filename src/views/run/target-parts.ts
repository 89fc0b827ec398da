// What a lane was steered toward over a run, part by part, and where the guide's belief was settled.

import type { StepRecord } from '../../history/step-record';
import { sameTarget, type Target } from '../../terms/target';

export interface TargetPart {
  readonly target: Target;
  /** First and last timestep of the part. */
  readonly from: number;
  readonly to: number;
}

export function targetParts(steps: readonly StepRecord[], lane: number): readonly TargetPart[] {
  const parts: TargetPart[] = [];
  for (const { t, lanes } of steps) {
    const target = lanes[lane]?.target;
    const last = parts.at(-1);
    if (target === undefined) continue;
    if (last !== undefined && sameTarget(last.target, target)) parts[parts.length - 1] = { ...last, to: t };
    else parts.push({ target, from: t, to: t });
  }
  return parts;
}

const MOST_PARTS = 3;

/** "7", "7 down to t = 559, 4 from 549", or of many parts the targets alone. */
export function partsText(parts: readonly TargetPart[], words: (target: Target) => string): string {
  if (parts.length <= 1) return parts.map(({ target }) => words(target)).join('');
  if (parts.length > MOST_PARTS) {
    return `${parts.map(({ target }) => words(target)).join(', ')}: one after another`;
  }
  const last = parts.length - 1;
  return parts
    .map(({ target, from, to }, i) => {
      if (i === 0) return `${words(target)} down to t = ${to}`;
      if (i === last) return `${words(target)} from ${from}`;
      return from === to ? `${words(target)} at ${from}` : `${words(target)} from ${from} to ${to}`;
    })
    .join(', ');
}

export interface Settled {
  readonly t: number;
  readonly label: number;
}

/**
 * The step of a whole run from which on the guide believes in one class most, to the end; null where it ends with
 * less than half, or its beliefs are not kept.
 */
export function settledAt(steps: readonly StepRecord[], lane: number, count: number): Settled | null {
  const tops = steps.map(({ beliefs, lanes }) => {
    if (beliefs === null || lanes[lane]?.rule !== undefined) return null;
    const own = [...beliefs.subarray(lane * count, (lane + 1) * count)];
    const top = Math.max(...own);
    return { label: own.indexOf(top), top };
  });
  const last = tops.at(-1);
  if (last === undefined || last === null || last.top < 0.5) return null;
  let at = tops.length - 1;
  while (at > 0 && tops[at - 1]?.label === last.label) at--;
  return { t: steps[at]?.t ?? 0, label: last.label };
}
