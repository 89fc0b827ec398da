// Notes on a step where a guide is asked for attributes or reads a prompt, from this step's beliefs alone.

import { formatPercent } from '../../plots/format';
import { valueIn, type SlotState } from '../run/slot-states';
import { taken, type AskedSlots, type StepMoment } from './moment';
import { rule, type Rule } from './note';
import { beside, capital } from './words';
import type { Moment } from './moment';

interface Facts extends AskedSlots {
  readonly moment: StepMoment;
  /** The slots that something is asked of. */
  readonly asked: readonly SlotState[];
}

const SURE = 0.9;
/** ᾱ below which a picture is mostly noise. */
const LITTLE = 0.1;

/** @param holds of a step where slots are asked of a guide */
function when(isFinished: boolean, holds: (facts: Facts) => boolean = () => true) {
  return (moment: Moment): Facts | null => {
    const step = taken(moment);
    if (step === null || moment.slots === undefined || moment.finished !== isFinished) return null;
    const facts = {
      ...moment.slots,
      moment: step,
      asked: moment.slots.states.filter(({ asked }) => asked >= 0),
    };
    return holds(facts) ? facts : null;
  };
}

const EVIDENCE = 'The judge never guides and sees only the finished picture: what it reads is evidence.';
const missedOf = ({ asked }: Facts): readonly SlotState[] =>
  asked.filter((slot) => slot.judged !== slot.asked);
const sureOf = ({ asked }: Facts): readonly SlotState[] => asked.filter((slot) => beliefIn(slot) > SURE);
const openOf = ({ asked }: Facts): readonly SlotState[] => asked.filter((slot) => beliefIn(slot) <= SURE);

const finishedRules: readonly Rule<Moment>[] = [
  rule(
    'slots-unjudged',
    when(true, ({ states }) => states.every(({ judged }) => judged === null)),
    () => ['Finished.', 'No noise is left. Restart, and change one thing.'],
  ),
  rule(
    'slots-nothing-to-judge',
    when(true, ({ asked }) => asked.length === 0),
    () => ['Finished.', 'Nothing was asked for that the judge could look for.'],
  ),
  rule(
    'slots-met',
    when(true, (facts) => missedOf(facts).length === 0),
    (facts) => [
      `The judge finds ${namesOf(facts.asked)}: all that was asked for.`,
      decided(facts, sureOf(facts)),
      EVIDENCE,
    ],
  ),
  rule('slots-missed', when(true), (facts) => {
    const instead = missedOf(facts).map(
      ({ name, labels, asked, judged }) => `${valueIn(name, labels[judged ?? -1])}, not ${labels[asked]}`,
    );
    return [`The judge reads ${instead.join('; ')}.`, neverSeen(facts), EVIDENCE];
  }),
];

const runningRules: readonly Rule<Moment>[] = [
  rule(
    'slots-left-alone',
    when(false, ({ moment: { at } }) => at.scale === 0 && at.otherScale > 0),
    ({ asked }) => [
      'This one is left alone.',
      'x_prev is drawn around μ.',
      believed(asked),
      'Nobody follows the guide’s gradient here.',
    ],
  ),
  rule(
    'slots-no-scale',
    when(false, ({ moment: { at } }) => at.scale === 0),
    ({ moment, asked }) => [
      moment.at.isOutside
        ? 'Outside of the guidance interval nothing is nudged.'
        : 'At s = 0 nothing is nudged.',
      believed(asked),
    ],
  ),
  rule(
    'slots-push-on-noise',
    when(
      false,
      (facts) => facts.cleanOnNoise === true && facts.moment.at.signal < LITTLE && surest(facts) !== null,
    ),
    (facts) => {
      const { name, label, belief } = surest(facts)!;
      const noise = formatPercent(1 - facts.moment.at.signal);
      return [
        'The clean CLIP pushes on noise.',
        `It has never seen any, and gives ${formatPercent(belief)} to ${valueIn(name, label)} where ${noise} of the variance is noise.`,
        beside(facts.moment),
      ];
    },
  ),
  rule(
    'slots-nothing-asked',
    when(false, ({ asked, moment }) => asked.length === 0 && moment.at.gradient === 0),
    () => ['Nothing is asked for, so nothing is nudged.'],
  ),
  rule(
    'slots-nothing-named',
    when(false, ({ asked }) => asked.length === 0),
    ({ moment }) => [
      'The guide leans where the words lead.',
      'They name no value that has a name here.',
      beside(moment),
    ],
  ),
  rule(
    'slots-sure',
    when(false, (facts) => openOf(facts).length === 0),
    (facts) => [
      `The guide is sure of ${namesOf(facts.asked)}.`,
      believed(facts.asked),
      decided(facts, facts.asked),
      beside(facts.moment),
    ],
  ),
  rule('slots-open', when(false), (facts) => {
    const [sure, open] = [sureOf(facts), openOf(facts)];
    const head =
      sure.length === 0
        ? `The guide is not sure yet of ${namesOf(open)}.`
        : `The guide is sure of ${namesOf(sure)}, not yet of ${namesOf(open)}.`;
    return [head, believed(open), decided(facts, sure), beside(facts.moment)];
  }),
];

export const slotRules: readonly Rule<Moment>[] = [...finishedRules, ...runningRules];

/** What of it never stood together in training, where the judge misses it. */
function neverSeen(facts: Facts): string {
  const missed = missedOf(facts);
  const strange = facts.heldOut.find(
    (pair) =>
      missed.some(({ name }) => pair[name] !== undefined) &&
      Object.entries(pair).every(([name, value]) =>
        facts.asked.some((slot) => slot.name === name && slot.labels[slot.asked] === value),
      ),
  );
  if (strange === undefined) return '';
  const values = Object.entries(strange).map((pair) => valueIn(...pair));
  return capital(`${values.join(' and ')} were never seen together in training.`);
}

/** The value that the guide is surest of, over all slots; null where it is sure of none. */
function surest({ states }: Facts): { name: string; label: string; belief: number } | null {
  const tops = states.flatMap(({ name, labels, belief }) =>
    belief === null ? [] : [...belief].map((value, i) => ({ name, label: labels[i] ?? '', belief: value })),
  );
  const top = tops.toSorted((a, b) => b.belief - a.belief)[0];
  return top !== undefined && top.belief > SURE ? top : null;
}

/** "The guide has been sure since t = 640 of hair blue and since t = 220 of mood sad.": the first decided first. */
function decided({ states, moment }: Facts, slots: readonly SlotState[]): string {
  const since = slots.flatMap((slot) => {
    const t = sureSince(moment, states, slot);
    return t === null ? [] : [{ slot, t }];
  });
  if (since.length === 0) return '';
  const each = since.toSorted((a, b) => b.t - a.t).map(({ slot, t }) => `since t = ${t} of ${nameOf(slot)}`);
  return `The guide has been sure ${joined(each)}.`;
}

/** The t of the first of the steps in a row, up to this one, in which the guide was sure; null where it was not before. */
function sureSince(
  { before, lanes, step }: StepMoment,
  states: readonly SlotState[],
  slot: SlotState,
): number | null {
  const total = states.reduce((sum, { labels }) => sum + labels.length, 0);
  const first = states.slice(0, states.indexOf(slot)).reduce((sum, { labels }) => sum + labels.length, 0);
  const at = (lanes[0] ?? 0) * total + first + slot.asked;
  const now = step.lanes[lanes[0] ?? 0];
  let found: number | null = null;
  for (const { beliefs, t, lanes: then } of before.toReversed()) {
    const lane = then[lanes[0] ?? 0];
    if (beliefs === null || !((beliefs[at] ?? 0) > SURE) || lane?.guide !== now?.guide) return found;
    found = t;
  }
  return found;
}

function beliefIn({ belief, asked }: SlotState): number {
  return belief?.[asked] ?? 0;
}

/** "It gives 97 % to hair blue and 40 % to mood sad." */
function believed(slots: readonly SlotState[]): string {
  if (slots.length === 0 || slots.some(({ belief }) => belief === null)) return '';
  const each = slots.map((slot) => `${formatPercent(beliefIn(slot))} to ${nameOf(slot)}`);
  return `It gives ${joined(each)}.`;
}

function nameOf({ name, labels, asked }: SlotState): string {
  return valueIn(name, labels[asked]);
}

function namesOf(slots: readonly SlotState[]): string {
  return joined(slots.map(nameOf));
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
