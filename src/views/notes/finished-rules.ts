// Before the first step, and behind the last: what begins, and what the judge makes of its end.

import { formatPercent } from '../../plots/format';
import type { Verdict } from '../../terms/networks';
import { labelOf, targetWords } from '../run/selectors';
import { taken, wasNudged, type Moment, type StepMoment } from './moment';
import { rule, type Rule } from './note';

export const beginRules: readonly Rule<Moment>[] = [
  rule(
    'of-another-model',
    (moment) => (moment.isOfAnother === true ? moment : null),
    () => [
      'Another model took this step.',
      'Where it led is kept; what the networks said is not, and only that model could say it again.',
    ],
  ),
  rule(
    'preview',
    (moment) => (moment.isPreview ? moment : null),
    () => [
      'What the networks make by now.',
      'Short runs of the same chain, again and again while they are trained; what you do with the chain ends them.',
    ],
  ),
  rule(
    'begins-with-a-picture',
    (moment) => (moment.step === null && moment.fromPicture ? moment : null),
    ({ count }) => [
      'A picture in noise, and a question.',
      count === 1
        ? 'The run begins with a picture that was taken into noise.'
        : 'All lanes begin with the same picture that was taken into noise.',
    ],
  ),
  rule(
    'begins-alone',
    (moment) => (moment.step === null && !moment.hasGuide ? moment : null),
    () => ['Noise, and a model.', 'The run begins with pure noise. Nothing steers the model here.'],
  ),
  rule(
    'begins-as-points',
    (moment) => (moment.step === null && moment.what === 'points' ? moment : null),
    () => [
      'Points of pure noise.',
      'Each takes its own noise; the model leads them to the data, and guidance to a class of it.',
    ],
  ),
  rule(
    'begins-as-a-pair',
    (moment) => (moment.step === null && moment.other !== null ? moment : null),
    () => [
      'Noise, and a question.',
      'Two lanes begin with the same noise. One is left to the model; the other is nudged toward the class that you choose, as strongly as s says.',
    ],
  ),
  rule(
    'begins',
    (moment) => (moment.step === null ? moment : null),
    () => ['Noise, and a question.', 'Every lane begins with pure noise.'],
  ),
];

interface Judged extends StepMoment {
  readonly own: Verdict;
  readonly twin: Verdict | null;
  readonly nudged: boolean;
}

/** Less is no majority: the judge has not read anything. */
const HALF = 0.5;
const SURE = 0.9;

function judged(moment: Moment): Judged | null {
  const at = moment.finished && moment.what === 'picture' ? taken(moment) : null;
  const own = moment.verdicts?.[moment.lanes[0] ?? -1];
  if (at === null || own === undefined) return null;
  const twin = moment.other === null ? null : (moment.verdicts?.[moment.other] ?? null);
  return { ...at, own, twin, nudged: wasNudged(at) };
}

function twinText({ classes, twin, nudged }: Judged): string {
  if (twin === null) return '';
  const which = nudged ? 'Its twin of the same noise' : 'The other lane, of the same noise,';
  return twin.probability < HALF
    ? `${which} cannot be read either way: ${formatPercent(twin.probability)} at most.`
    : `${which} is read as ${labelOf(classes, twin.label)}, with ${formatPercent(twin.probability)}.`;
}

function pushedText({ at, classes, nudged, belief }: Judged & { readonly belief: number | null }): string {
  if (!nudged || belief === null) return '';
  return `At t = ${at.t} the noisy classifier gave ${formatPercent(belief)} for ${targetWords(classes, at.target)}, but it is the one that was pushed.`;
}

const EVIDENCE = 'The judge never guides and sees only the finished picture.';

function judgeRule(
  id: string,
  holds: (moment: Judged) => boolean,
  head: (label: string, moment: Judged) => string,
  first: (probability: string, moment: Judged) => string,
): Rule<Moment> {
  return rule(
    id,
    (moment) => {
      const found = judged(moment);
      return found !== null && holds(found) ? found : null;
    },
    (moment) => [
      head(labelOf(moment.classes, moment.own.label), moment),
      first(formatPercent(moment.own.probability), moment),
      pushedText({ ...moment, belief: moment.at.belief?.asked ?? null }),
      twinText(moment),
      EVIDENCE,
    ],
  );
}

const asAsked = ({ at, own }: Judged): boolean => at.target.kind === 'class' && at.target.index === own.label;

export const finishedRules: readonly Rule<Moment>[] = [
  judgeRule(
    'judge-unsure',
    ({ own }) => own.probability < HALF,
    (_, { nudged }) => `${nudged ? 'The' : 'Left alone, and the'} judge cannot say what it is.`,
    (p, { classes, own }) => `Its first choice, ${labelOf(classes, own.label)}, has ${p}: less than half.`,
  ),
  judgeRule(
    'judge-leans',
    ({ own }) => own.probability >= HALF && own.probability < SURE,
    (label, { nudged }) => `${nudged ? 'The' : 'Left alone, and the'} judge leans to ${label}.`,
    (p) => `It gives it ${p}.`,
  ),
  judgeRule(
    'judge-alone',
    ({ own, nudged }) => own.probability >= SURE && !nudged,
    (label) => `Left alone, and the judge reads ${label}.`,
    (p) => `It gives it ${p}.`,
  ),
  judgeRule(
    'judge-agrees',
    (moment) => moment.own.probability >= SURE && moment.nudged && asAsked(moment),
    (label) => `The judge reads ${label}, as asked.`,
    (p) => `It gives it ${p}.`,
  ),
  judgeRule(
    'judge-disagrees',
    (moment) => moment.own.probability >= SURE && moment.nudged && !asAsked(moment),
    (label, { at, classes }) => `The judge reads ${label}, not ${targetWords(classes, at.target)}.`,
    (p) => `It gives it ${p}.`,
  ),
  rule(
    'finished-points',
    (moment) => (moment.finished && moment.what === 'points' ? moment : null),
    () => ['Finished.', 'No noise is left in the points: this is x₀. How good they are is measured beside.'],
  ),
  rule(
    'finished-unjudged',
    (moment) => (moment.finished && moment.what === 'picture' && !moment.hasJudge ? moment : null),
    () => [
      'Finished.',
      'No noise is left: this is x₀. The pack has no judge, so nothing says what it shows.',
    ],
  ),
  rule(
    'finished',
    (moment) => (moment.finished && moment.hasJudge && moment.verdicts === null ? moment : null),
    () => ['Finished.', 'No noise is left: this is x₀. The judge has not spoken.'],
  ),
];
