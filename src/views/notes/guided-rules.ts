// Guided steps by what happens in them: a change of class or scale, the first and the last; and those of guides that have
// no belief.

import { formatPercent, formatSmall } from '../../plots/format';
import { guidanceOf } from '../../terms/step';
import { sameTarget } from '../../terms/target';
import { targetWords } from '../run/selectors';
import { beliefText, gradientBeside, guided, keptGradient, keptNudge, previous, when } from './guided';
import type { Moment, StepMoment } from './moment';
import { rule, type Rule } from './note';
import { beside, capital, theGuide, times } from './words';

/** Where to look instead: the step before, where its nudge is known not to be empty. */
function stillNudges({ before, lanes }: StepMoment): string {
  const record = before.at(-1);
  const nudged = (record?.numbers.lanes[lanes[0] ?? -1]?.nudgeRms ?? 0) > 0;
  return record === undefined || !nudged
    ? ''
    : `Step back: the one before, at t = ${record.t}, still nudges.`;
}

/** Of classifier-free guidance with a larger s outside of its interval. */
function outsideText({ step, lanes, scale }: StepMoment & { readonly scale: number }): string {
  const asked = step.lanes[lanes[0] ?? -1]?.guidanceScale ?? scale;
  return asked > scale ? `Outside of the guidance interval s = ${asked} acts as 1.` : '';
}

export const steeringRules: readonly Rule<Moment>[] = [
  rule(
    'empty-nudge',
    when(
      ({ at, sampler, step }) =>
        at.isLast &&
        at.gradient > 0 &&
        sampler === 'ddpm' &&
        at.nudge === 0 &&
        step.transition.variance === 0,
    ),
    (moment) => [
      'The nudge of the last step is empty.',
      `It adds no noise: its Σ is 0, and s·Σ·g with it, however large g is (${formatSmall(moment.at.gradient)} RMS).`,
      stillNudges(moment),
    ],
  ),
  rule(
    'turns',
    (moment) => {
      const found = guided(moment);
      const then = found === null ? null : previous(found);
      if (found === null || then === null || sameTarget(then.target, found.at.target)) return null;
      return { ...found, from: targetWords(found.classes, then.target) };
    },
    (moment) => [
      `From here on toward ${moment.asked}, not ${moment.from}.`,
      moment.at.belief === null ? '' : beliefText({ ...moment, belief: moment.at.belief }),
      gradientBeside(moment, keptGradient(moment)),
      beside(moment),
    ],
  ),
  rule(
    'scale-changes',
    (moment) => {
      const found = guided(moment);
      const then = found === null ? null : previous(found);
      if (found === null || then === null || then.scale === found.scale) return null;
      return { ...found, past: then.scale };
    },
    (moment) => {
      const kept = keptNudge(moment);
      return [
        `s goes from ${moment.past.toFixed(1)} to ${moment.scale.toFixed(1)}.`,
        kept === null || kept === 0
          ? ''
          : `The nudge is ${times(moment.at.nudge / kept)} that of the step before.`,
        beside(moment),
      ];
    },
  ),
  rule(
    'last-nudge',
    when(({ at }) => at.isLast),
    (moment) => [
      'The last step.',
      beside(moment),
      moment.at.belief === null ? '' : beliefText({ ...moment, belief: moment.at.belief }),
    ],
  ),
  rule(
    'first-nudge',
    when(({ at, fromPicture }) => at.isFirst && !fromPicture),
    (moment) => [
      'The first step.',
      moment.at.belief === null ? '' : beliefText({ ...moment, belief: moment.at.belief }),
      beside(moment),
    ],
  ),
  rule(
    'no-gradient',
    when(({ at, step }) => (at.free ? at.nudge === 0 : guidanceOf(step) !== null && at.gradient === 0)),
    (moment) => [
      'Nothing is nudged here.',
      moment.at.free
        ? 'With the class and without it, the network predicts the same.'
        : `${capital(theGuide(moment))}’s gradient is ${formatSmall(moment.at.gradient)}, and so the nudge is 0.`,
    ],
  ),
];

export const nudgedRules: readonly Rule<Moment>[] = [
  rule(
    'conditional',
    when(({ at }) => at.free && at.scale === 1 && at.nudge > 0),
    (moment) => [
      's = 1: the model that is told its class, and no more.',
      outsideText(moment),
      beside(moment),
    ],
  ),
  rule(
    'nudged-early',
    when(({ at }) => at.nudge > 0 && at.signal < 0.5),
    (moment) => [
      'Nudged, in more noise than data.',
      `ᾱ is ${formatPercent(moment.at.signal)}.`,
      beside(moment),
    ],
  ),
  rule(
    'nudged',
    when(({ at }) => at.nudge > 0 && at.signal >= 0.5),
    (moment) => [
      'Nudged, in more data than noise.',
      `ᾱ is ${formatPercent(moment.at.signal)}.`,
      beside(moment),
    ],
  ),
];
