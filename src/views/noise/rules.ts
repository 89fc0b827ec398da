// Notes on a picture in noise: what the model and the classifier make of it at this t, by their answer alone.

import { textureOf } from '../../diffusion/texture';
import { largestIndex } from '../../plots/bars';
import { formatPercent, formatSmall } from '../../plots/format';
import type { SampleShape } from '../../terms/sample';
import type { Answer } from '../../worlds/images/noise-state';
import { rule, type Rule } from '../notes/note';
import { capital } from '../notes/words';
import { labelOf } from '../run/selectors';
import { areTrue, topNow, type SlotRead } from '../picture/slots-read';

export interface AnswerMoment {
  readonly answer: Answer;
  readonly shape: SampleShape;
  readonly classes: readonly string[];
  /** The class that the picture is of; null where it is not known. */
  readonly truth: number | null;
  /** What the guide reads of each attribute over t, where it is asked about attributes. */
  readonly slots?: readonly SlotRead[];
}

const SURE = 0.9;

/** "Its x̂₀ is off by 0.56 per pixel", and what it looks like where that can be told. */
function expected({ answer, shape }: AnswerMoment): string {
  const off = `x̂₀ is off by ${formatSmall(answer.error)} per pixel`;
  const texture = textureOf(answer.predX0, shape, answer.x0);
  if (texture === 'blur')
    return `${off}: a blur, as the mean of all pictures that are still possible would be.`;
  if (texture === 'noise') {
    const { askedAlphaCumprod: a } = answer.sample;
    return `${off}: salt and pepper, since what ε is off by counts √((1 − ᾱ)/ᾱ) = ${formatSmall(Math.sqrt((1 - a) / a))} times in it.`;
  }
  return `${off}.`;
}

function left({ answer }: AnswerMoment): string {
  return `${formatPercent(answer.sample.alphaCumprod)} of the variance is picture`;
}

interface Believing extends AnswerMoment {
  readonly top: number;
  readonly belief: number;
}

const believing =
  (holds: (moment: Believing) => boolean) =>
  (moment: AnswerMoment): Believing | null => {
    const { beliefs } = moment.answer;
    if (beliefs === null || moment.classes.length === 0) return null;
    const top = largestIndex(beliefs);
    const found = { ...moment, top, belief: beliefs[top] ?? 0 };
    return holds(found) ? found : null;
  };

const standsOut = ({ classes }: AnswerMoment): number => {
  const chance = 1 / Math.max(2, classes.length);
  return chance + (1 - chance) / 4;
};

const surest = ({ belief, top, classes }: Believing): string =>
  `${formatPercent(belief)} for ${labelOf(classes, top)}`;

/** Attributes that are read at this t as the picture is, or as at the least noise. */
function readingSlots(moment: AnswerMoment) {
  const { beliefs } = moment.answer;
  const { slots = [] } = moment;
  if (beliefs === null || slots.length === 0) return null;
  return { ...moment, slots, still: slots.filter((slot) => topNow(slot, beliefs) === slot.label) };
}

/** What is read at the least noise is "still" read; what the picture is of is read "rightly", at once or again. */
const readsOf = (slots: readonly SlotRead[]): string => (areTrue(slots) ? 'reads' : 'still reads');
const rightly = (slots: readonly SlotRead[]): string => (areTrue(slots) ? ' rightly' : '');

function lostOf(slots: readonly SlotRead[], still: readonly SlotRead[]): string {
  const lost = slots.filter((slot) => !still.includes(slot));
  return lost.length === 0 || still.length === 0
    ? ''
    : `${capital(listed(lost))} ${lost.length === 1 ? 'is' : 'are'} read as something else.`;
}

const listed = (slots: readonly SlotRead[]): string =>
  slots
    .map(({ name }) => name)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');

export const noiseRules: readonly Rule<AnswerMoment>[] = [
  rule(
    'no-classifier',
    (moment) => (moment.answer.beliefs === null ? moment : null),
    (moment) => [`${left(moment)}.`, 'The rest is noise.', expected(moment)],
  ),
  rule('reads-slots', readingSlots, ({ slots, still, ...moment }) => [
    still.length === slots.length
      ? `The guide ${readsOf(slots)} every attribute${rightly(slots)}.`
      : still.length === 0
        ? `The guide reads no attribute ${areTrue(slots) ? 'rightly' : 'as it did at the least noise'}.`
        : `The guide ${readsOf(slots)} ${listed(still)}${rightly(slots)}.`,
    `${left(moment)}. ${lostOf(slots, still)}`.trim(),
    expected(moment),
  ]),
  rule(
    'cannot-tell',
    believing((moment) => moment.belief < standsOut(moment)),
    (moment) => [
      'Here the classifier can hardly tell.',
      `${left(moment)}; it gives ${surest(moment)} at most, and a blind guess is ${formatPercent(1 / Math.max(2, moment.classes.length))}.`,
      expected(moment),
    ],
  ),
  rule(
    'taken-for-another',
    believing((moment) => moment.truth !== null && moment.truth !== moment.top),
    (moment) => [
      `Taken for ${labelOf(moment.classes, moment.top)}.`,
      `It is ${labelOf(moment.classes, moment.truth ?? moment.top)}; ${left(moment)}, and the classifier gives ${surest(moment)}.`,
      expected(moment),
    ],
  ),
  rule(
    'leans',
    believing(({ belief }) => belief < SURE),
    (moment) => [
      `The classifier leans to ${labelOf(moment.classes, moment.top)}.`,
      `${left(moment)}; it gives ${surest(moment)}, and the rest to other classes.`,
      expected(moment),
    ],
  ),
  rule(
    'sure',
    believing(({ belief }) => belief >= SURE),
    (moment) => [
      `The classifier is sure of ${labelOf(moment.classes, moment.top)}.`,
      `${left(moment)}; it gives ${surest(moment)}.`,
      expected(moment),
    ],
  ),
];
