// What one guide is asked for where another was asked for something: the same, in the form that it takes.

import { defaultTarget, takes } from './default-target';
import type { GuideInfo } from './pack-info';
import { readPrompt } from './prompt-text';
import { plainPrompt, promptValues } from './prompt-values';
import type { Target } from './target';

/** The target itself where the guide takes it; of values their captions, and of a prompt the values that it names. */
export function askedOf(guide: Pick<GuideInfo, 'targets' | 'slots' | 'sentences'>, target: Target): Target {
  if (takes(guide, target)) return target;
  const { targets, slots } = guide;
  if (target.kind === 'prompt' && targets.includes('slots'))
    return { kind: 'slots', values: promptValues(target.parts, slots) };
  if (target.kind === 'slots' && targets.includes('prompt'))
    return { kind: 'prompt', parts: readPrompt(plainPrompt(target.values, slots)) };
  return defaultTarget(guide);
}
