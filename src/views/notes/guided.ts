// What rules on guided steps have in common: their facts, and the parts that their sentences share.

import { formatPercent, formatSmall } from '../../plots/format';
import type { StepRecord } from '../../history/step-record';
import { scaleAt } from '../../terms/lane';
import type { Target } from '../../terms/target';
import { targetWords } from '../run/selectors';
import { largestBefore, running, type Belief, type Moment, type StepMoment } from './moment';
import { capital, theGuide, times } from './words';

/** From here on a belief counts as sure. */
export const SURE = 0.9;
/** A step with its s, which acts or is at least asked for. */
export interface Guided extends StepMoment {
  readonly scale: number;
  readonly asked: string;
}

export function guided(moment: Moment): Guided | null {
  const found = running(moment);
  if (found === null || !found.hasGuide || found.at.scale === null || found.at.scale === 0) return null;
  return { ...found, scale: found.at.scale, asked: targetWords(found.classes, found.at.target) };
}

export const when =
  (holds: (moment: Guided) => boolean) =>
  (moment: Moment): Guided | null => {
    const found = guided(moment);
    return found !== null && holds(found) ? found : null;
  };

export interface Believing extends Guided {
  readonly belief: Belief;
}

export function believing<More extends object>(more: (moment: Believing) => More | null) {
  return (moment: Moment): (Believing & More) | null => {
    const found = guided(moment);
    const belief = found?.at.belief ?? null;
    if (found === null || belief === null) return null;
    const rest = more({ ...found, belief });
    return rest === null ? null : { ...found, belief, ...rest };
  };
}

export const onlyIf =
  (holds: (moment: Believing) => boolean) =>
  (moment: Believing): object | null =>
    holds(moment) ? {} : null;

export function previous({
  before,
  lanes,
}: Moment): { readonly record: StepRecord; readonly target: Target; readonly scale: number } | null {
  const record = before.at(-1);
  const lane = record?.lanes[lanes[0] ?? -1];
  return record === undefined || lane === undefined
    ? null
    : {
        record,
        target: lane.target,
        scale: lane.rule === undefined ? lane.guidanceScale : scaleAt(lane, record.t),
      };
}

/** "The classifier gives 41 % for 7, and 2 % where the same noise is left alone." */
export function beliefText({ at, asked, belief, what }: Believing, subject = theGuide({ what })): string {
  const own = `${formatPercent(belief.asked)} for ${asked}${what === 'points' ? ' as a mean over the points' : ''}`;
  const twin =
    at.otherBelief === null || at.otherScale > 0
      ? ''
      : `, and ${formatPercent(at.otherBelief)} where the same noise is left alone`;
  return `${capital(subject)} gives ${own}${twin}.`;
}

export function gradientBeside(moment: StepMoment, kept: number | null): string {
  if (kept === null || kept === 0 || moment.at.gradient === 0 || moment.at.free) return '';
  const largest = largestBefore(moment, 'gradientRms');
  const most = largest !== null && moment.at.gradient > largest ? ', the largest of the run so far' : '';
  return `g is ${formatSmall(moment.at.gradient)} RMS, ${times(moment.at.gradient / kept)} that of the step before${most}.`;
}

export const keptGradient = (moment: StepMoment): number | null =>
  moment.what === 'picture'
    ? (moment.before.at(-1)?.numbers.lanes[moment.lanes[0] ?? -1]?.gradientRms ?? null)
    : null;
export const keptNudge = (moment: StepMoment): number | null =>
  moment.what === 'picture'
    ? (moment.before.at(-1)?.numbers.lanes[moment.lanes[0] ?? -1]?.nudgeRms ?? null)
    : null;

export function isAsked({ top }: Belief, target: Target): boolean {
  return target.kind === 'class' && target.index === top;
}
