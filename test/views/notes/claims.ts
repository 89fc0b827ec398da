// What sentences claim, checked against the Steps themselves and not through the numbers that the notes were made from:
// each row is a wording and what must then hold. A wording that no row knows is let through, so rows are wide.

import { scaleAt } from '../../../src/terms/lane';
import { guidanceOf, type Step } from '../../../src/terms/step';
import { classOf } from '../../../src/terms/target';
import type { Moment } from '../../../src/views/notes/moment';
import type { Recorded } from './recorded-runs';

interface At {
  readonly moment: Moment;
  readonly step: Step;
  readonly before: readonly Step[];
  readonly words: RegExpExecArray;
}

type Claim = readonly [wording: RegExp, holds: (at: At) => boolean];

const size = (step: Step): number => step.xt.length / step.lanes.length;
const part = (values: Float32Array, lane: number, n: number): number[] => [
  ...values.subarray(lane * n, (lane + 1) * n),
];
const rmsOf = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / Math.max(1, values.length));
const over = ({ lanes }: Moment, step: Step, values: Float32Array): number =>
  rmsOf(lanes.flatMap((lane) => part(values, lane, size(step))));
const gradientOf = (moment: Moment, step: Step): number =>
  over(moment, step, guidanceOf(step)?.gradient ?? new Float32Array(step.xt.length));
const nudgeOf = (moment: Moment, step: Step): number => over(moment, step, step.meanShift);

export function beliefIn(
  { lanes, classes }: Pick<Moment, 'lanes' | 'classes'>,
  step: Step,
  k: number,
): number {
  const beliefs = guidanceOf(step)?.beliefs;
  if (beliefs === null || beliefs === undefined) return Number.NaN;
  return lanes.reduce((sum, lane) => sum + beliefs[lane * classes.length + k]!, 0) / lanes.length;
}

const targetAt = ({ lanes }: Moment, step: Step): number => classOf(step.lanes[lanes[0]!]!.target) ?? -1;
const askedBelief = (moment: Moment, step: Step): number => beliefIn(moment, step, targetAt(moment, step));
const all = ({ moment, step }: At): number[] => moment.classes.map((_, k) => beliefIn(moment, step, k));
/** As it acted where a lane is steered classifier-free, whose s acts everywhere; else as it was asked for. */
const actingScale = ({ lanes }: Moment, step: Step): number => {
  const found = step.lanes[lanes[0]!]!;
  return found.rule === undefined ? found.guidanceScale : scaleAt(found, step.transition.t);
};
const scales = ({ moment, step }: At): number[] =>
  moment.lanes.map((lane) => (moment.hasGuide ? scaleAt(step.lanes[lane]!, step.transition.t) : 0));

/** "41 %", "<1 %" or ">99 %" of a number. */
function isPercent(text: string, value: number): boolean {
  const number = Number(/\d+/.exec(text)?.[0]);
  if (text.startsWith('<')) return value > 0 && value < 0.005001;
  if (text.startsWith('>')) return value < 1 && value >= 0.99499;
  return Math.abs(100 * value - number) <= 0.51;
}

function isSmall(text: string, value: number): boolean {
  return Math.abs(Number(text) - value) <= 0.06 * Math.abs(value) + 1e-12;
}

const COUNTS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  five: 5,
  ten: 10,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  eighty: 80,
  'a hundred': 100,
  'two hundred': 200,
  'three hundred': 300,
  'five hundred': 500,
  'a thousand': 1000,
};

/** By how much the guide's belief of the largest scale is above that of the smallest. */
function apartOf({ moment, step }: At): number {
  const scaleIn = (lane: number): number => step.lanes[lane]!.guidanceScale;
  const every = moment.lanes.map(scaleIn);
  const beliefAt = (scale: number): number =>
    askedBelief({ ...moment, lanes: moment.lanes.filter((lane) => scaleIn(lane) === scale) }, step);
  return beliefAt(Math.max(...every)) - beliefAt(Math.min(...every));
}

const numberOfSteps = ({ before }: At): number => before.length;
const P = String.raw`([<>]?\d+ %)`;
const N = String.raw`(\d[\d.]*(?:e-?\d+)?)`;

export const claims: readonly Claim[] = [
  [/the noise of this step|fresh noise|adds noise with/, ({ step }) => step.noise !== null],
  [/adds no noise/, ({ step }) => step.noise === null],
  [
    /more than ([a-z ]+?) times smaller than the noise/,
    ({ moment, step, words }) =>
      Math.sqrt(step.transition.variance) >= COUNTS[words[1]!]! * nudgeOf(moment, step) * 0.9999,
  ],
  [
    /larger than the noise of this step/,
    ({ moment, step }) => nudgeOf(moment, step) > Math.sqrt(step.transition.variance),
  ],
  [
    /[Nn]obody (steers|follows)|This one is left alone|The model alone/,
    (at) => scales(at).every((s) => s === 0) && nudgeOf(at.moment, at.step) === 0,
  ],
  [/At s = 0/, (at) => at.moment.lanes.every((lane) => at.step.lanes[lane]!.guidanceScale === 0)],
  [
    /Outside of the guidance interval/,
    ({ moment, step }) =>
      moment.lanes.some((lane) => step.lanes[lane]!.guidanceScale > 0) &&
      moment.lanes.every((lane) => {
        const found = step.lanes[lane]!;
        const [low, high] = found.guidanceInterval ?? [-1, Infinity];
        const { t } = step.transition;
        const least = found.rule === undefined ? 0 : Math.min(1, found.guidanceScale);
        return (t < low || t > high) && scaleAt(found, t) === least;
      }),
  ],
  [/The nudge is (?!empty)|[Ll]argest nudge|^Nudged/, ({ moment, step }) => nudgeOf(moment, step) > 0],
  [/still nudges/, ({ moment, before }) => before.length > 0 && nudgeOf(moment, before.at(-1)!) > 0],
  [
    /nudge of the last step is empty/,
    ({ moment, step }) =>
      nudgeOf(moment, step) === 0 && gradientOf(moment, step) > 0 && step.transition.prevT < 0,
  ],
  [/Nothing is nudged/, ({ moment, step }) => nudgeOf(moment, step) === 0],
  [
    new RegExp(`[Tt]he nudge is ${N} RMS`),
    ({ moment, step, words }) => isSmall(words[1]!, nudgeOf(moment, step)),
  ],
  [new RegExp(`g is ${N} RMS`), ({ moment, step, words }) => isSmall(words[1]!, gradientOf(moment, step))],
  [
    new RegExp(`g is ${N} RMS, ([\\d.]+) times that of the step before`),
    ({ moment, step, before, words }) => {
      const ratio = gradientOf(moment, step) / gradientOf(moment, before.at(-1)!);
      return Math.abs(Number(words[2]) - ratio) <= 0.051 + 0.06 * ratio;
    },
  ],
  [
    /the largest of the run so far/,
    ({ moment, step, before }) => before.every((each) => gradientOf(moment, each) < gradientOf(moment, step)),
  ],
  [
    /The largest nudge of the run so far/,
    ({ moment, step, before }) => before.every((each) => nudgeOf(moment, each) < nudgeOf(moment, step)),
  ],
  [
    /The nudge is ([\d.]+) times that of the step before/,
    ({ moment, step, before, words }) => {
      const ratio = nudgeOf(moment, step) / nudgeOf(moment, before.at(-1)!);
      return Math.abs(Number(words[1]) - ratio) <= 0.051 + 0.06 * ratio;
    },
  ],
  [
    /g has faded/,
    ({ moment, step, before }) =>
      gradientOf(moment, step) <= 0.1001 * Math.max(...before.map((each) => gradientOf(moment, each))),
  ],
  [
    /sure of (\S+?)[.,]/,
    (at) => beliefIn(at.moment, at.step, at.moment.classes.indexOf(at.words[1]!)) >= 0.9,
  ],
  [
    /can hardly tell/,
    (at) =>
      Math.max(...all(at)) < 1 / at.moment.classes.length + (1 - 1 / at.moment.classes.length) / 4 + 1e-6,
  ],
  [
    /leans to (\S+?)[.,]/,
    (at) =>
      at.moment.finished ||
      beliefIn(at.moment, at.step, at.moment.classes.indexOf(at.words[1]!)) >= Math.max(...all(at)) - 1e-6,
  ],
  [/does not lean to (\S+?)\./, (at) => askedBelief(at.moment, at.step) < Math.max(...all(at))],
  [
    /sees (\S+), and is asked for (\S+)\./,
    (at) =>
      beliefIn(at.moment, at.step, at.moment.classes.indexOf(at.words[1]!)) >= 0.5 &&
      at.moment.classes[targetAt(at.moment, at.step)] === at.words[2],
  ],
  [
    new RegExp(`gives ${P} for ([^ .,]+)`),
    (at) => isPercent(at.words[1]!, beliefIn(at.moment, at.step, at.moment.classes.indexOf(at.words[2]!))),
  ],
  [
    new RegExp(`${P} where the same noise is left alone`),
    ({ moment, step, words }) =>
      step.lanes[moment.other!]!.guidanceScale === 0 &&
      isPercent(words[1]!, beliefIn({ ...moment, lanes: [moment.other!] }, step, targetAt(moment, step))),
  ],
  [
    new RegExp(`guided twin, of the same noise, has ${P}`),
    ({ moment, step, words }) =>
      step.lanes[moment.other!]!.guidanceScale > 0 &&
      isPercent(words[1]!, beliefIn({ ...moment, lanes: [moment.other!] }, step, targetAt(moment, step))),
  ],
  [
    new RegExp(`(?:rises|falls) from ${P} to ${P}`),
    ({ moment, step, before, words }) =>
      isPercent(words[1]!, beliefIn(moment, before.at(-1)!, targetAt(moment, step))) &&
      isPercent(words[2]!, askedBelief(moment, step)),
  ],
  [
    /rises from/,
    ({ moment, step, before }) =>
      askedBelief(moment, step) > beliefIn(moment, before.at(-1)!, targetAt(moment, step)),
  ],
  [
    /falls from/,
    ({ moment, step, before }) =>
      askedBelief(moment, step) < beliefIn(moment, before.at(-1)!, targetAt(moment, step)),
  ],
  [
    /toward (\S+), not (\S+)\./,
    ({ moment, step, before, words }) =>
      moment.classes[targetAt(moment, step)] === words[1] &&
      moment.classes[targetAt(moment, before.at(-1)!)] === words[2],
  ],
  [
    /On the way from (\S+) to (\S+)\. Since t = (\d+)/,
    ({ moment, step, before, words }) => {
      const since = before.findIndex((each) => each.transition.t === Number(words[3]));
      return (
        moment.classes[targetAt(moment, step)] === words[2] &&
        moment.classes[targetAt(moment, before[since - 1]!)] === words[1] &&
        before.slice(since).every((each) => targetAt(moment, each) === targetAt(moment, step))
      );
    },
  ],
  [
    new RegExp(`p went from ${P} to ${P}`),
    ({ moment, step, words }) => isPercent(words[2]!, askedBelief(moment, step)),
  ],
  [
    /s goes from ([\d.]+) to (\d+\.\d)/,
    ({ moment, step, before, words }) =>
      actingScale(moment, before.at(-1)!) === Number(words[1]) &&
      actingScale(moment, step) === Number(words[2]),
  ],
  [
    /(\d+) scales/,
    ({ moment, step, words }) =>
      new Set(moment.lanes.map((lane) => step.lanes[lane]!.guidanceScale)).size === Number(words[1]),
  ],
  [
    new RegExp(`belief in (\\S+), .* goes from ${P} at s = ([\\d.]+) to ${P} at s = ([\\d.]+)\\.`),
    ({ moment, step, words }) => {
      const at = (scale: string) => ({
        ...moment,
        lanes: moment.lanes.filter((lane) => step.lanes[lane]!.guidanceScale === Number(scale)),
      });
      return (
        moment.classes[targetAt(moment, step)] === words[1] &&
        isPercent(words[2]!, askedBelief(at(words[3]!), step)) &&
        isPercent(words[4]!, askedBelief(at(words[5]!), step))
      );
    },
  ],
  [/The scales part/, (at) => apartOf(at) >= 0.1],
  [/The scales still go together/, (at) => Math.abs(apartOf(at)) < 0.1],
  [/mind is made up, and not/, (at) => apartOf(at) >= 0.1],
  [/more (picture|data) than noise/, ({ step }) => step.transition.alphaCumprod >= 0.5],
  [/more noise than (picture|data)/, ({ step }) => step.transition.alphaCumprod < 0.5],
  [
    /overtakes the noise/,
    ({ step }) => step.transition.alphaCumprod < 0.5 && step.transition.alphaCumprodPrev >= 0.5,
  ],
  [new RegExp(`ᾱ is ${P}`), ({ step, words }) => isPercent(words[1]!, step.transition.alphaCumprod)],
  [/[Tt]he first step/, (at) => numberOfSteps(at) === 0],
  [/[Tt]he last step/, ({ step }) => step.transition.prevT < 0],
  [/[Ff]inished|x₀|The judge/, ({ moment, step }) => moment.finished || step.transition.prevT < 0],
  [/\bpicture/, ({ moment }) => moment.what === 'picture'],
  [/\bpoints?\b/, ({ moment }) => moment.what === 'points'],
  [/judge (reads|leans|cannot|never|has not spoken)/, ({ moment }) => moment.hasJudge],
  [
    /judge reads (\S+?)[.,]/,
    ({ moment, words }) => {
      const verdict = moment.verdicts?.[moment.lanes[0]!];
      return verdict!.probability >= 0.9 && moment.classes[verdict!.label] === words[1];
    },
  ],
  [/judge cannot say|less than half/, ({ moment }) => moment.verdicts![moment.lanes[0]!]!.probability < 0.5],
  [/as asked/, ({ moment, step }) => moment.verdicts![moment.lanes[0]!]!.label === targetAt(moment, step)],
  [
    /the judge reads \S+, not (\S+)\./i,
    ({ moment, step }) => moment.verdicts![moment.lanes[0]!]!.label !== targetAt(moment, step),
  ],
  [
    /the one that was pushed|twin of the same noise/,
    ({ moment, step, before }) => [...before, step].some((each) => nudgeOf(moment, each) > 0),
  ],
  [
    /^Left alone|The other lane/,
    ({ moment, step, before }) => [...before, step].every((each) => nudgeOf(moment, each) === 0),
  ],
  [/\bg\b|gradient|classifier|guide|nudge|steer/i, ({ moment }) => moment.hasGuide],
];

/** The claims that a text makes and that do not hold. */
export function falseClaims(text: string, { steps }: Recorded, moment: Moment): string[] {
  const step = moment.step!;
  const before = steps.slice(0, steps.indexOf(step));
  return claims.flatMap(([wording, holds]) => {
    const words = wording.exec(text);
    return words === null || holds({ moment, step, before, words }) ? [] : [`${wording.source}: ${text}`];
  });
}
