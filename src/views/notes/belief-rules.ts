// Guided steps by the guide's belief in what is asked for, beside the steps before.

import { formatPercent, formatSmall } from '../../plots/format';
import { labelOf, targetWords } from '../run/selectors';
import { standsOut } from './alone-rules';
import { believing, beliefText, gradientBeside, isAsked, keptGradient, onlyIf, SURE } from './guided';
import { keptBelief, largestBefore, lastTurn, type Moment } from './moment';
import { rule, type Rule } from './note';
import { beside, capital, theGuide } from './words';

/** A change of p between two steps that is worth a word. */
const LEAP = 0.1;
/** A gradient has faded where it is at most so much of the largest before. */
const FADED = 0.1;

export const beliefRules: readonly Rule<Moment>[] = [
  rule(
    'on-the-way',
    believing((moment) => {
      const turn = moment.belief.asked < SURE ? lastTurn(moment) : null;
      const record = turn === null ? undefined : moment.before[turn.at];
      const past = keptBelief(record, moment, moment.at.target);
      if (turn === null || record === undefined || past === null) return null;
      return { since: record.t, past, from: targetWords(moment.classes, turn.from) };
    }),
    (moment) => [
      `On the way from ${moment.from} to ${moment.asked}.`,
      `Since t = ${moment.since} it is asked for, and p went from ${formatPercent(moment.past)} to ${formatPercent(moment.belief.asked)}.`,
      beside(moment),
    ],
  ),
  rule(
    'sure-and-faded',
    believing((moment) => {
      const largest = largestBefore(moment, 'gradientRms');
      if (largest === null || largest === 0 || moment.belief.asked < SURE) return null;
      const share = moment.at.gradient / largest;
      return share <= FADED ? { share } : null;
    }),
    (moment) => [
      `The classifier is sure of ${moment.asked}, and g has faded.`,
      `p is ${formatPercent(moment.belief.asked)}, so log p has little left to rise: g is ${formatPercent(moment.share)} of its largest in this run, ${formatSmall(moment.at.gradient)} RMS.`,
      beside(moment),
    ],
  ),
  rule('sure', believing(onlyIf(({ belief }) => belief.asked >= SURE)), (moment) => [
    `${capital(theGuide(moment))} is sure of ${moment.asked}.`,
    beliefText(moment, 'it'),
    `g is ${formatSmall(moment.at.gradient)} RMS.`,
    beside(moment),
  ]),
  rule(
    'rises',
    believing((moment) => {
      const past = keptBelief(moment.before.at(-1), moment, moment.at.target);
      return past !== null && moment.belief.asked - past >= LEAP ? { past } : null;
    }),
    (moment) => [
      `p of ${moment.asked} rises from ${formatPercent(moment.past)} to ${formatPercent(moment.belief.asked)} in one step.`,
      beside(moment),
    ],
  ),
  rule(
    'falls',
    believing((moment) => {
      const past = keptBelief(moment.before.at(-1), moment, moment.at.target);
      return past !== null && past - moment.belief.asked >= LEAP ? { past } : null;
    }),
    (moment) => [
      `p of ${moment.asked} falls from ${formatPercent(moment.past)} to ${formatPercent(moment.belief.asked)}.`,
      gradientBeside(moment, keptGradient(moment)),
      beside(moment),
    ],
  ),
  rule(
    'sees-another',
    believing(
      onlyIf(
        ({ belief, at, what }) =>
          what === 'picture' && belief.topBelief >= 0.5 && !isAsked(belief, at.target),
      ),
    ),
    (moment) => [
      `The classifier sees ${labelOf(moment.classes, moment.belief.top)}, and is asked for ${moment.asked}.`,
      `It gives ${formatPercent(moment.belief.topBelief)} for ${labelOf(moment.classes, moment.belief.top)} and ${formatPercent(moment.belief.asked)} for ${moment.asked}.`,
      gradientBeside(moment, keptGradient(moment)),
      beside(moment),
    ],
  ),
  rule('blind', believing(onlyIf(({ belief }) => belief.topBelief < standsOut(belief))), (moment) => [
    `${capital(theGuide(moment))} can hardly tell yet.`,
    `No class has more than ${formatPercent(moment.belief.topBelief)}, and ${moment.asked} has ${formatPercent(moment.belief.asked)}; a blind guess is ${formatPercent(moment.belief.chance)}.`,
    beside(moment),
  ]),
  rule(
    'largest-nudge',
    believing((moment) => {
      const largest = largestBefore(moment, 'nudgeRms');
      return largest !== null && moment.at.nudge > largest && moment.before.length >= 3 ? {} : null;
    }),
    (moment) => [
      'The largest nudge of the run so far.',
      `${formatSmall(moment.at.nudge)} RMS.`,
      beliefText(moment),
      beside(moment),
    ],
  ),
  rule(
    'undecided',
    believing(onlyIf(({ belief }) => belief.asked < SURE && belief.topBelief >= standsOut(belief))),
    (moment) => [
      isAsked(moment.belief, moment.at.target)
        ? `${capital(theGuide(moment))} leans to ${moment.asked}, and is not sure.`
        : `${capital(theGuide(moment))} does not lean to ${moment.asked}.`,
      beliefText(moment, 'it'),
      beside(moment),
    ],
  ),
];
