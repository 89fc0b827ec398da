// What is said of a step of a run of sentences, and of its end: rules over numbers of that step, the first that holds.

import { formatPercent, formatSmall } from '../../plots/format';
import { firstNote, rule, type Note, type Rule } from '../notes/note';
import type { WordsMoment } from './moment';
import { wishTitle } from './slot-title';

const when =
  (finished: boolean, holds: (moment: WordsMoment) => boolean) =>
  (moment: WordsMoment): WordsMoment | null =>
    moment.finished === finished && holds(moment) ? moment : null;

const SURE = 0.9;

const isSure = ({ belief }: WordsMoment): boolean => belief !== null && belief > SURE;
const percent = (p: number | null): string => formatPercent(p ?? 0);

const found = ({ met, twinMet, wishes }: WordsMoment): string =>
  `The rules find ${met} of ${wishes}${twinMet < 0 ? '' : `, in the sentence that nothing steered ${twinMet}`}; they read the words alone and never guide.`;

const repeats = ({ repeated }: WordsMoment): string =>
  repeated.length === 0
    ? ''
    : `It says ${repeated.map((word) => `“${word}”`).join(' and ')} twice at once, as people seldom do.`;

const settled = ({ sure, places }: WordsMoment): string =>
  `The model is alone; the rounding head is sure of ${sure} of ${places} places.`;

const changed = ({ changedNow, updates }: WordsMoment): string =>
  changedNow === 0
    ? ''
    : `After the ${updates} updates ${changedNow === 1 ? 'one place lies' : `${changedNow} places lie`} nearest to another word than before them.`;

const endRules: readonly Rule<WordsMoment>[] = [
  rule(
    'free',
    when(true, ({ asks }) => !asks),
    (moment) => [
      'The model’s own sentence.',
      'Nothing was asked for, so nothing was nudged.',
      repeats(moment),
    ],
  ),
  rule(
    'zero-end',
    when(true, ({ scale, wasNudged }) => scale === 0 && !wasNudged),
    (moment) => [
      `${moment.isOutside ? 'No step was guided' : 'At s = 0'}, ${moment.met} of ${moment.wishes}.`,
      'Nothing steered this sentence: what the rules find of what was asked for is the model’s own.',
      repeats(moment),
    ],
  ),
  rule(
    'all-met',
    when(true, ({ met, wishes }) => met === wishes),
    (moment) => [
      moment.wishes === 1
        ? 'It says what was asked for.'
        : `It says ${moment.wishes === 2 ? 'both' : `all ${moment.wishes}`} things that were asked for.`,
      found(moment),
      repeats(moment),
    ],
  ),
  rule(
    'unmet',
    when(true, () => true),
    (moment) => [`Not there: ${moment.unmet.map(wishTitle).join(', ')}.`, found(moment), repeats(moment)],
  ),
];

const wayRules: readonly Rule<WordsMoment>[] = [
  rule(
    'first',
    when(false, ({ isFirst }) => isFirst),
    ({ places, sure }) => [
      'Pure noise, read as words.',
      `x_T is ${places} random vectors. x̂₀ is a guess at the whole sentence all the same: the rounding head is sure of ${sure} of its places.`,
    ],
  ),
  rule(
    'steered',
    when(false, ({ steered }) => steered),
    ({ belief }) => [
      'Asked for something else.',
      'From this step on the nudge goes toward what is asked for now.',
      belief === null ? '' : `The classifier believes it at ${percent(belief)}.`,
    ],
  ),
  rule(
    'free-way',
    when(false, ({ asks }) => !asks),
    (moment) => ['Nothing is asked for.', settled(moment)],
  ),
  rule(
    'zero',
    when(false, ({ scale }) => scale === 0),
    (moment) => [
      moment.isOutside ? 'Outside of the guidance interval: nothing is nudged.' : 's = 0: nothing is nudged.',
      settled(moment),
    ],
  ),
  rule(
    'quiet',
    when(false, (moment) => moment.rule === 'updates' && moment.updates === 0),
    ({ sure, places }) => [
      'No more updates.',
      `In the last steps words are settled, and a push would only break them: the rounding head is sure of ${sure} of ${places} places.`,
    ],
  ),
  rule(
    'sure-sign',
    when(false, (moment) => isSure(moment) && moment.sign),
    (moment) => [
      `It is sure, ${percent(moment.belief)}, and pushed all the same.`,
      `A sign has one size, however small the gradient is: the nudge is RMS ${formatSmall(moment.nudge)}.`,
      changed(moment),
    ],
  ),
  rule('sure', when(false, isSure), (moment) => [
    `It is sure, ${percent(moment.belief)}.`,
    `The gradient of log p fades as p nears 1: the nudge is RMS ${formatSmall(moment.nudge)} here.`,
    changed(moment),
  ]),
  rule(
    'persuaded',
    when(false, ({ belief, twinBelief }) => belief !== null && twinBelief !== null && belief > twinBelief),
    (moment) => [
      'Being persuaded.',
      `The classifier believes what is asked for at ${percent(moment.belief)}, in the sentence that nothing steers at ${percent(moment.twinBelief)}.`,
      changed(moment),
    ],
  ),
  rule(
    'unsure',
    when(false, ({ belief }) => belief !== null),
    (moment) => [
      'Not persuaded yet.',
      `The classifier believes what is asked for at ${percent(moment.belief)}.`,
      changed(moment),
    ],
  ),
  rule(
    'places',
    when(false, () => true),
    (moment) => [
      'Pushed toward known places.',
      `The nudge, RMS ${formatSmall(moment.nudge)}, comes back through the denoiser; no classifier has a part in it.`,
      changed(moment),
    ],
  ),
];

export const wordsRules: readonly Rule<WordsMoment>[] = [...endRules, ...wayRules];

export function noteOn(moment: WordsMoment | null): Note | null {
  return moment === null ? null : firstNote(wordsRules, moment);
}
