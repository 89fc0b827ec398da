// What is kept of a step: its numbers always; its arrays as long as the budget allows. The rest of a Step
// follows from them by the same arithmetic that took it.

import { takeStep } from '../diffusion/take-step';
import type { Transition } from '../terms/transition';
import type { Lane } from '../terms/lane';
import type { Samples } from '../terms/sample';
import type { Sampler, SchedulerConfig } from '../terms/scheduler';
import type { Step } from '../terms/step';
import { numbersOf, type StepNumbers } from './step-numbers';

/** Up to so many lanes, ε and g are kept beside x_t; of more lanes, x_t alone. */
const WHOLE_LANES = 2;

/** Of more lanes than these, as of a cloud of points, beliefs are not kept either: they are computed again. */
const BELIEVED_LANES = 64;

export interface StepRecord {
  /** Position in the path. */
  readonly index: number;
  readonly t: number;
  readonly lanes: readonly Lane[];
  readonly sampler: Sampler;
  readonly transition: Transition;
  /** Null without a guide, and of very many lanes. */
  readonly value: Float32Array<ArrayBuffer> | null; // [B]
  readonly classProbs: Float32Array<ArrayBuffer> | null; // [B, K]
  readonly numbers: StepNumbers;
  /** Null where the budget took them: the step must then be computed again. */
  readonly xt: Samples | null; // [B, H, W, C]
  readonly modelOutput: Samples | null; // [B, H, W, C]
  readonly gradient: Samples | null; // [B, H, W, C]; null also without a guide
}

export function recordOf(step: Step, index: number, sampler: Sampler): StepRecord {
  const { transition, lanes } = step;
  const whole = lanes.length <= WHOLE_LANES;
  const believed = lanes.length <= BELIEVED_LANES;
  return {
    index,
    t: transition.t,
    lanes,
    sampler,
    transition,
    value: believed ? step.value : null,
    classProbs: believed ? step.classProbs : null,
    numbers: numbersOf(step),
    xt: step.xt,
    modelOutput: whole ? step.modelOutput : null,
    gradient: whole ? step.gradient : null,
  };
}

/** The whole Step again, or null where its arrays are not kept. Pure arithmetic, no network. */
export function expand(record: StepRecord, config: SchedulerConfig): Step | null {
  const { xt, modelOutput, gradient, value, classProbs, lanes, sampler, transition } = record;
  if (xt === null || modelOutput === null) return null;
  return takeStep(config, sampler, {
    transition,
    lanes,
    xt,
    modelOutput,
    gradient,
    value,
    classProbs,
  });
}

/** Bytes of all its arrays: those that the budget may take, and the few that always stay. */
export function bytesOf({ xt, modelOutput, gradient, value, classProbs }: StepRecord): number {
  const arrays = [xt, modelOutput, gradient, value, classProbs];
  return arrays.reduce((bytes, array) => bytes + (array?.byteLength ?? 0), 0);
}

export function withoutArrays(record: StepRecord): StepRecord {
  return { ...record, xt: null, modelOutput: null, gradient: null };
}
