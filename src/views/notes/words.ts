// How notes say numbers: in words coarse enough not to flicker, which never overstate.

import { formatSmall } from '../../plots/format';
import type { StepMoment } from './moment';

const TIMES: readonly (readonly [number, string])[] = [
  [1000, 'a thousand'],
  [500, 'five hundred'],
  [300, 'three hundred'],
  [200, 'two hundred'],
  [100, 'a hundred'],
  [80, 'eighty'],
  [60, 'sixty'],
  [50, 'fifty'],
  [40, 'forty'],
  [30, 'thirty'],
  [20, 'twenty'],
  [10, 'ten'],
  [5, 'five'],
  [3, 'three'],
  [2, 'two'],
];

/** "more than sixty times smaller", of a ratio above 1. */
export function timesSmaller(ratio: number): string {
  for (const [least, words] of TIMES) if (ratio >= least) return `more than ${words} times smaller`;
  return ratio > 1 ? 'smaller' : 'no smaller';
}

/** "3.2 times", "12 times": of two sizes; beyond a thousand the number says no more. */
export function times(ratio: number): string {
  if (ratio > 1000) return 'more than a thousand times';
  return ratio >= 9.95 ? `${ratio.toFixed(0)} times` : `${ratio.toFixed(1)} times`;
}

export function unit({ what }: Pick<StepMoment, 'what'>): string {
  return what === 'picture' ? 'a pixel' : 'a point';
}

export function theGuide({ what }: Pick<StepMoment, 'what'>): string {
  return what === 'picture' ? 'the classifier' : 'the guide';
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The nudge beside what else the step adds; '' where there is no nudge. */
export function beside(moment: StepMoment): string {
  const { nudge, sigma, move } = moment.at;
  if (nudge === 0) return '';
  if (sigma === null) {
    return `The nudge is ${formatSmall(nudge)} RMS, of ${formatSmall(move)} that the step moves ${unit(moment)}; it adds no noise.`;
  }
  if (nudge <= sigma) return `The nudge is ${timesSmaller(sigma / nudge)} than the noise of this step.`;
  return `The nudge, ${formatSmall(nudge)} RMS, is larger than the noise of this step, σ = ${formatSmall(sigma)}.`;
}

/** What the step does without guidance. */
export function movement(moment: StepMoment): string {
  const { move, drift, sigma } = moment.at;
  const all = `This step moves ${unit(moment)} by ${formatSmall(move)} RMS`;
  if (sigma === null) return `${all}, and adds no noise.`;
  return `${all}: toward μ by ${formatSmall(drift)}, and fresh noise with σ = ${formatSmall(sigma)}.`;
}
