// A target that a guide surely takes: what a page begins with, and what a gradient is probed with.

import type { GuideInfo } from './pack-info';
import { MOST_WEIGHT, readPrompt } from './prompt-text';
import { classTarget, type Target } from './target';

/** @param example a prompt of the pack's */
export function defaultTarget(
  { targets, slots }: Pick<GuideInfo, 'targets' | 'slots'>,
  example?: string,
): Target {
  if (targets.includes('class')) return classTarget(0);
  const [slot] = slots;
  const label = slot?.labels[0] ?? '';
  if (targets.includes('slots') && slot !== undefined)
    return { kind: 'slots', values: { [slot.name]: label } };
  const text = example ?? slot?.captions?.[0] ?? label;
  return { kind: 'prompt', parts: readPrompt(text) };
}

/** Whether a guide takes a target as it is. */
export function takes({ targets, slots }: Pick<GuideInfo, 'targets' | 'slots'>, target: Target): boolean {
  switch (target.kind) {
    case 'all':
      return target.of.length > 0 && target.of.every((part) => takes({ targets, slots }, part));
    case 'class':
      return (
        targets.includes('class') && target.index < (slots[0]?.labels.length ?? 0) && isIndex(target.index)
      );
    case 'slots':
      return (
        targets.includes('slots') &&
        Object.entries(target.values).every(([name, value]) =>
          slots.some((slot) => slot.name === name && slot.labels.includes(value)),
        )
      );
    case 'prompt':
      return (
        targets.includes('prompt') && target.parts.every(({ weight }) => Math.abs(weight) <= MOST_WEIGHT)
      );
    case 'length':
    case 'fill':
      return targets.includes(target.kind);
  }
}

function isIndex(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
