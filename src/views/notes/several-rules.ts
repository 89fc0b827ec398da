// Steps of several scales at once, on the same noise: what the scales make of it, one beside the other.

import { formatPercent, formatSmall } from '../../plots/format';
import { guidanceOf } from '../../terms/step';
import { sameTarget } from '../../terms/target';
import { targetWords } from '../run/selectors';
import { previous } from './guided';
import { beliefOf, running, type Moment, type StepMoment } from './moment';
import { rule, type Rule } from './note';
import { movement } from './words';

interface Part {
  readonly scale: number;
  /** The guide's p of the class asked for, as a mean over the points of this scale. */
  readonly belief: number;
}

interface Several extends StepMoment {
  readonly scales: readonly number[];
  readonly asked: string;
}

function several(moment: Moment): Several | null {
  const found = running(moment);
  if (found === null || found.at.scale !== null) return null;
  const { lanes, step, classes, at } = found;
  const scales = [...new Set(lanes.map((lane) => step.lanes[lane]?.guidanceScale ?? 0))];
  return { ...found, scales, asked: targetWords(classes, at.target) };
}

const when =
  (holds: (moment: Several) => boolean) =>
  (moment: Moment): Several | null => {
    const found = several(moment);
    return found !== null && holds(found) ? found : null;
  };

interface Compared extends Several {
  /** Of the lowest scale, and of the highest. */
  readonly low: Part;
  readonly high: Part;
}

const compared =
  (holds: (moment: Compared) => boolean) =>
  (moment: Moment): Compared | null => {
    const found = several(moment);
    if (found === null) return null;
    const { lanes, step, classes, at, scales } = found;
    const partOf = (scale: number): Part | null => {
      const own = lanes.filter((lane) => step.lanes[lane]?.guidanceScale === scale);
      const belief = beliefOf(
        own.some((lane) => step.lanes[lane]?.rule !== undefined) ? null : (guidanceOf(step)?.beliefs ?? null),
        own,
        at.target,
        classes.length,
      );
      return belief && { scale, belief: belief.asked };
    };
    const [low, high] = [partOf(Math.min(...scales)), partOf(Math.max(...scales))];
    if (low === null || high === null) return null;
    const all = { ...found, low, high };
    return holds(all) ? all : null;
  };

const list = ({ scales }: Several): string =>
  `The points take the same noise ${scales.length} times, at s = ${scales.join(', ')}.`;
const fromTo = ({ low, high, asked }: Compared): string =>
  `The guide’s belief in ${asked}, as a mean over each scale’s points, goes from ${formatPercent(low.belief)} at s = ${low.scale} to ${formatPercent(high.belief)} at s = ${high.scale}.`;

/** A difference of p between scales that is worth a word. */
const APART = 0.1;
const SURE = 0.9;

export const severalRules: readonly Rule<Moment>[] = [
  rule(
    'scales-turn',
    (moment) => {
      const found = several(moment);
      const then = found === null ? null : previous(found);
      if (found === null || then === null || sameTarget(then.target, found.at.target)) return null;
      return { ...found, from: targetWords(found.classes, then.target) };
    },
    (moment) => [`From here on toward ${moment.asked}, not ${moment.from}.`, list(moment)],
  ),
  rule(
    'scales-last',
    when(({ at }) => at.isLast),
    (moment) => [`The last step, at ${moment.scales.length} scales.`, movement(moment)],
  ),
  rule(
    'scales-first',
    when(({ at }) => at.isFirst),
    (moment) => [`${moment.scales.length} scales at once, and the first step.`, list(moment)],
  ),
  rule(
    'scales-halfway',
    when(({ at }) => at.signal < 0.5 && at.signalAfter >= 0.5),
    (moment) => [
      `${moment.scales.length} scales at once, and the data overtakes the noise.`,
      `Its share of the variance, ᾱ, goes from ${formatPercent(moment.at.signal)} in x_t to ${formatPercent(moment.at.signalAfter)} in x_prev.`,
      list(moment),
    ],
  ),
  rule(
    'scales-sure',
    compared(
      ({ low, high }) => high.belief >= SURE && low.belief < SURE && high.belief - low.belief >= APART,
    ),
    (moment) => [
      `At s = ${moment.high.scale} the guide’s mind is made up, and not at s = ${moment.low.scale}.`,
      fromTo(moment),
    ],
  ),
  rule(
    'scales-part',
    compared(({ low, high }) => high.belief < SURE && high.belief - low.belief >= APART),
    (moment) => ['The scales part.', fromTo(moment)],
  ),
  rule(
    'scales-together',
    compared(({ low, high }) => Math.abs(high.belief - low.belief) < APART),
    (moment) => [
      'The scales still go together, or again.',
      fromTo(moment),
      `All their nudges together are ${formatSmall(moment.at.nudge)} RMS.`,
    ],
  ),
  rule('several-scales', several, (moment) => [`${moment.scales.length} scales at once.`, list(moment)]),
];
