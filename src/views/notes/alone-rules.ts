// Steps in which nothing guides what is watched: of a model without a guide, at s = 0, and of the twin.

import { formatPercent, formatSmall } from '../../plots/format';
import { labelOf, targetWords } from '../run/selectors';
import { running, type Belief, type Moment, type StepMoment } from './moment';
import { rule, type Rule } from './note';
import { movement, theGuide } from './words';

const when =
  (holds: (moment: StepMoment) => boolean) =>
  (moment: Moment): StepMoment | null => {
    const found = running(moment);
    return found !== null && found.at.scale === 0 && holds(found) ? found : null;
  };

/** Who does not steer, and why: the beginning of a sentence. */
function nobody({ hasGuide, at }: StepMoment): string {
  if (!hasGuide) return 'The model alone';
  if (at.isOutside) return 'Outside of the guidance interval nobody steers';
  if (at.free && at.otherScale === 0) return 'At s = 0 it is the model without a class';
  return at.otherScale > 0 ? 'This one is left alone' : 'At s = 0 nobody steers';
}

/** The guided lane of the same noise, where there is one. */
function guidedTwin({ at, classes }: StepMoment): string {
  if (at.otherBelief === null || at.otherScale === 0) return '';
  return `Its guided twin, of the same noise, has ${formatPercent(at.otherBelief)} for ${targetWords(classes, at.target)}.`;
}

interface Believing extends StepMoment {
  readonly belief: Belief;
}

const believing =
  (holds: (moment: Believing) => boolean) =>
  (moment: Moment): Believing | null => {
    const found = when(({ at }) => at.belief !== null)(moment);
    const belief = found?.at.belief ?? null;
    if (found === null || belief === null) return null;
    const all = { ...found, belief };
    return holds(all) ? all : null;
  };

/** Between a blind guess and certainty: below it no class stands out. */
export const standsOut = ({ chance }: Belief): number => chance + (1 - chance) / 4;
const SURE = 0.9;

function follows({ at, what, classes }: StepMoment): string {
  if (at.gradient === 0 || at.free) return '';
  const size = formatSmall(at.gradient);
  return what === 'picture'
    ? `g says which way ${targetWords(classes, at.target)} lies, ${size} RMS, and nobody follows it.`
    : `g is ${size} RMS, and nobody follows it.`;
}

const topOf = ({ belief, classes, what }: Believing): string =>
  what === 'picture'
    ? `${formatPercent(belief.topBelief)} for ${labelOf(classes, belief.top)}`
    : `${formatPercent(belief.topBelief)} for ${labelOf(classes, belief.top)} as a mean over the points`;

export const aloneRules: readonly Rule<Moment>[] = [
  rule(
    'alone-last',
    when(({ at }) => at.isLast),
    (moment) => [
      `${nobody(moment)}: the last step.`,
      moment.at.sigma === null
        ? 'It adds no noise: x₀ is what the model makes of x_t.'
        : `It adds noise with σ = ${formatSmall(moment.at.sigma)}.`,
      guidedTwin(moment),
    ],
  ),
  rule(
    'alone-first',
    when(({ at, fromPicture }) => at.isFirst && !fromPicture && at.signal < 0.05),
    (moment) => [
      `${nobody(moment)}: the first step.`,
      `x_t is nearly all noise: ᾱ, the share of the data in its variance, is ${formatPercent(moment.at.signal)}.`,
      movement(moment),
    ],
  ),
  rule(
    'alone-halfway',
    when(({ at }) => at.signal < 0.5 && at.signalAfter >= 0.5),
    (moment) => [
      `${nobody(moment)}, and the ${moment.what === 'picture' ? 'picture' : 'data'} overtakes the noise.`,
      `Its share of the variance, ᾱ, goes from ${formatPercent(moment.at.signal)} in x_t to ${formatPercent(moment.at.signalAfter)} in x_prev.`,
      movement(moment),
    ],
  ),
  rule(
    'alone-blind',
    believing(({ belief }) => belief.topBelief < standsOut(belief)),
    (moment) => [
      `${nobody(moment)}, and ${theGuide(moment)} can hardly tell.`,
      `It gives ${topOf(moment)} at most; a blind guess is ${formatPercent(moment.belief.chance)}.`,
      guidedTwin(moment),
      moment.at.otherScale > 0 ? '' : follows(moment),
    ],
  ),
  rule(
    'alone-sure',
    believing(({ belief }) => belief.topBelief >= SURE),
    (moment) => [
      `${nobody(moment)}; ${theGuide(moment)} is sure of ${labelOf(moment.classes, moment.belief.top)}.`,
      `It gives ${topOf(moment)}.`,
      guidedTwin(moment),
      moment.at.otherScale > 0 ? '' : follows(moment),
    ],
  ),
  rule(
    'alone-leans',
    believing(({ belief }) => belief.topBelief >= standsOut(belief) && belief.topBelief < SURE),
    (moment) => [
      `${nobody(moment)}; ${theGuide(moment)} leans to ${labelOf(moment.classes, moment.belief.top)}.`,
      `It gives ${topOf(moment)}.`,
      guidedTwin(moment),
      moment.at.otherScale > 0 ? '' : follows(moment),
    ],
  ),
  rule(
    'alone-noisy',
    when(({ at }) => at.signal < 0.5),
    (moment) => [
      `${nobody(moment)}, in more noise than ${moment.what === 'picture' ? 'picture' : 'data'}.`,
      `ᾱ is ${formatPercent(moment.at.signal)} of the variance of x_t.`,
      movement(moment),
    ],
  ),
  rule(
    'alone-clear',
    when(({ at }) => at.signal >= 0.5),
    (moment) => [
      `${nobody(moment)}, in more ${moment.what === 'picture' ? 'picture' : 'data'} than noise.`,
      `ᾱ is ${formatPercent(moment.at.signal)} of the variance of x_t.`,
      movement(moment),
    ],
  ),
];
