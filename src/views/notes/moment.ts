// A moment of a run: a step, its neighbours, and which of its lanes are watched. Notes are worked out from it, and it is
// worked out from a Step and what is kept of those before it: no network, no state.

import { rms } from '../../diffusion/magnitudes';
import { sigmaOf } from '../../diffusion/step-variance';
import { numbersOf } from '../../history/step-numbers';
import type { StepRecord } from '../../history/step-record';
import { scaleAt } from '../../terms/lane';
import type { Verdict } from '../../terms/networks';
import type { Values } from '../../terms/prompt-values';
import type { Sampler } from '../../terms/scheduler';
import { guidanceOf, type Step } from '../../terms/step';
import { classOf, sameTarget, type Target } from '../../terms/target';
import type { SlotState } from '../run/slot-states';

export interface Watched {
  /** A picture, or a cloud of points. */
  readonly what: 'picture' | 'points';
  /** The lanes that are looked at: one picture, or all the points of one scale. */
  readonly lanes: readonly number[];
  /** The lane of the same noise beside it; null where there is none. */
  readonly other: number | null;
  readonly classes: readonly string[];
  /** Whether something could guide. */
  readonly hasGuide: boolean;
  readonly hasJudge: boolean;
  readonly sampler: Sampler['kind'];
  /** Whether the run begins with a picture that was taken into noise, and not with pure noise. */
  readonly fromPicture: boolean;
  /** Lanes of the whole run. */
  readonly count: number;
  /** Whether it is a short run that shows what networks make while they are trained. */
  readonly isPreview: boolean;
}

/** What is asked of slots, believed of them and judged, in the first lane that is watched. */
export interface AskedSlots {
  readonly states: readonly SlotState[];
  /** Values that were never seen together in training. */
  readonly heldOut: readonly Values[];
  /** Whether the guide has only seen clean pictures, and is shown x_t as if it were one; absent: no. */
  readonly cleanOnNoise?: boolean;
}

export interface Moment extends Watched {
  /** Null before the first step. */
  readonly step: Step | null;
  /** What is kept of the steps before, from the first one on; empty also where that is not known. */
  readonly before: readonly StepRecord[];
  readonly finished: boolean;
  readonly verdicts: readonly Verdict[] | null;
  /** Whether another model than the open one took the step that is looked at, so that nothing can be said of it. */
  readonly isOfAnother?: boolean;
  /** Absent where a class is asked for. */
  readonly slots?: AskedSlots;
}

/** Numbers of a step that was taken, of the watched lanes. RMS is per pixel, or per coordinate of the points. */
export interface Numbers {
  readonly t: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** ᾱ of x_t and of x_prev. */
  readonly signal: number;
  readonly signalAfter: number;
  /** σ of the noise that the step adds; null where it adds none. */
  readonly sigma: number | null;
  readonly target: Target;
  /** s as it acted; null where the watched lanes differ in it. */
  readonly scale: number | null;
  /** Whether s is 0 only because t lies outside of the guidance interval. */
  readonly isOutside: boolean;
  /** Whether it is steered classifier-free: then there is no g. */
  readonly free: boolean;
  readonly gradient: number;
  readonly nudge: number;
  /** Of x_prev - x_t. */
  readonly move: number;
  /** Of μ - x_t. */
  readonly drift: number;
  readonly belief: Belief | null;
  readonly otherBelief: number | null;
  readonly otherScale: number;
}

export interface Belief {
  /** The guide's p of the class asked for, as a mean over the watched lanes. */
  readonly asked: number;
  /** The class that it believes in most, and how much; of points, over all of them. */
  readonly top: number;
  readonly topBelief: number;
  /** A blind guess. */
  readonly chance: number;
}

export interface StepMoment extends Moment {
  readonly step: Step;
  readonly at: Numbers;
}

const known = new WeakMap<Moment, StepMoment>();

/** The numbers of the step that is shown, worked out once; null before the first one and behind the last. */
export function running(moment: Moment): StepMoment | null {
  if (moment.step === null || moment.finished) return null;
  return taken(moment);
}

/** The same, also behind the last step: its numbers. */
export function taken(moment: Moment): StepMoment | null {
  const { step } = moment;
  if (step === null) return null;
  let found = known.get(moment);
  if (found === undefined) {
    const at = numbersAt(moment, step);
    if (at === null) return null;
    found = { ...moment, step, at };
    known.set(moment, found);
  }
  return found;
}

function numbersAt({ lanes, other, classes, hasGuide }: Moment, step: Step): Numbers | null {
  const first = step.lanes[lanes[0] ?? -1];
  if (first === undefined) return null;
  const { transition, noise } = step;
  const { t, prevT, alphaCumprod, alphaCumprodPrev } = transition;
  const size = step.xt.length / step.lanes.length;
  const over = (values: ArrayLike<number>): number =>
    Math.sqrt(mean(lanes, (lane) => rms(values, lane * size, (lane + 1) * size) ** 2));
  const between = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
    Math.sqrt(mean(lanes, (lane) => apart(a, b, lane * size, (lane + 1) * size)));
  const scales = new Set(hasGuide ? lanes.map((lane) => scaleOf(step, lane)) : [0]);
  const guidance = guidanceOf(step);
  return {
    t,
    isFirst: transition.index === 0,
    isLast: prevT < 0,
    signal: alphaCumprod,
    signalAfter: alphaCumprodPrev,
    sigma: noise === null ? null : Math.sqrt(mean(lanes, (lane) => sigmaOf(step, lane) ** 2)),
    target: first.target,
    scale: scales.size === 1 ? ([...scales][0] ?? 0) : null,
    isOutside:
      scales.size === 1 &&
      scales.has(0) &&
      hasGuide &&
      lanes.some((lane) => (step.lanes[lane]?.guidanceScale ?? 0) > 0),
    gradient: guidance === null ? 0 : over(guidance.gradient),
    nudge: over(step.meanShift),
    move: between(step.xPrev, step.xt),
    drift: between(step.mean, step.xt),
    free: isFree(step, lanes),
    belief: beliefOf(believed(step, lanes), lanes, first.target, classes.length),
    otherBelief:
      other === null
        ? null
        : (beliefOf(believed(step, [other]), [other], first.target, classes.length)?.asked ?? null),
    otherScale: other === null || !hasGuide ? 0 : scaleOf(step, other),
  };
}

function scaleOf(step: Pick<Step, 'lanes' | 'transition'>, lane: number): number {
  const found = step.lanes[lane];
  return found === undefined ? 0 : scaleAt(found, step.transition.t);
}

/** Whether no guide steers what is watched but the class of the denoiser itself. */
function isFree({ lanes }: Pick<Step, 'lanes'>, watched: readonly number[]): boolean {
  return watched.some((lane) => lanes[lane]?.rule !== undefined);
}

function believed(step: Step, watched: readonly number[]): Float32Array | null {
  return isFree(step, watched) ? null : (guidanceOf(step)?.beliefs ?? null);
}

/** Null without beliefs, and of a target that is no class. */
export function beliefOf(
  beliefs: ArrayLike<number> | null,
  lanes: readonly number[],
  target: Target,
  count: number,
): Belief | null {
  const asked = classOf(target);
  if (beliefs === null || asked === null || count === 0) return null;
  const means = Array.from({ length: count }, (_, k) =>
    mean(lanes, (lane) => beliefs[lane * count + k] ?? 0),
  );
  const topBelief = Math.max(...means);
  return { asked: means[asked] ?? 0, top: means.indexOf(topBelief), topBelief, chance: 1 / count };
}

/** p of a target in a step that is kept; null where its beliefs are not. */
export function keptBelief(
  record: StepRecord | undefined,
  { lanes, classes }: Pick<Moment, 'lanes' | 'classes'>,
  target: Target,
): number | null {
  if (record === undefined || isFree(record, lanes)) return null;
  return beliefOf(record.beliefs, lanes, target, classes.length)?.asked ?? null;
}

/** Where the target changed last, with what it was, up to the step that is shown. */
export function lastTurn({
  before,
  lanes,
  step,
}: StepMoment): { readonly at: number; readonly from: Target } | null {
  const lane = lanes[0] ?? 0;
  let after = step.lanes[lane]?.target;
  for (let i = before.length - 1; i >= 0; i--) {
    const target = before[i]?.lanes[lane]?.target;
    if (after === undefined || target === undefined) return null;
    if (!sameTarget(target, after)) return { at: i + 1, from: target };
    after = target;
  }
  return null;
}

/** Largest RMS of a picture's nudge or gradient in the steps before; null where they are not known of what is watched. */
export function largestBefore(
  { before, lanes, what }: Moment,
  of: 'nudgeRms' | 'gradientRms',
): number | null {
  const [lane] = lanes;
  if (what !== 'picture' || lane === undefined || before.length === 0) return null;
  return Math.max(...before.map(({ numbers }) => numbers.lanes[lane]?.[of] ?? 0));
}

/** Whether any step up to the shown one has nudged what is watched; of a cloud, those of its points that are numbered. */
export function wasNudged({ before, lanes, step }: StepMoment): boolean {
  const numbers = [...before.map((record) => record.numbers), numbersOf(step)];
  return numbers.some((each) =>
    each.lanes.some(({ nudgeRms }, lane) => nudgeRms > 0 && lanes.includes(lane)),
  );
}

function mean(lanes: readonly number[], value: (lane: number) => number): number {
  let sum = 0;
  for (const lane of lanes) sum += value(lane);
  return sum / Math.max(1, lanes.length);
}

function apart(a: ArrayLike<number>, b: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return sum / Math.max(1, to - from);
}
