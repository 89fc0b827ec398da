// One way from noise to a picture: its timesteps, and what is kept of the steps taken so far. Paths are values;
// a branch shares the records before it with the path it left.

import type { Verdict } from '../terms/networks';
import type { Samples } from '../terms/sample';
import type { Sampler } from '../terms/scheduler';
import type { Step } from '../terms/step';
import { recordOf, type StepRecord } from './step-record';

export interface Path {
  readonly id: number;
  /** Of the steps still to come, and the number of steps of its chain; before a branch they may differ. */
  readonly sampler: Sampler;
  readonly chainSteps: number;
  /** All of it, descending: steps[i] takes x_t from timesteps[i] to timesteps[i + 1]. [] before the first run. */
  readonly timesteps: readonly number[];
  readonly steps: readonly StepRecord[];
  /** x_t after the last step taken, x_0 at the end; null at the beginning, where the seeds give x_T. */
  readonly tip: Samples | null;
  /** Index of the first step that is its own; null for a path from the beginning. */
  readonly branchedAt: number | null;
  /** The judge's verdict on each lane's finished sample; null until done, and without a judge. */
  readonly verdicts: readonly Verdict[] | null;
}

export function newPath(
  id: number,
  sampler: Sampler,
  chainSteps: number,
  timesteps: readonly number[],
): Path {
  return { id, sampler, chainSteps, timesteps, steps: [], tip: null, branchedAt: null, verdicts: null };
}

/** @param timesteps those that remain, beginning with the t of step `index` */
export function branchOf(
  parent: Path,
  id: number,
  index: number,
  xt: Samples | null,
  sampler: Sampler,
  timesteps: readonly number[],
): Path {
  return {
    id,
    sampler,
    chainSteps: parent.chainSteps,
    timesteps: [...parent.timesteps.slice(0, index), ...timesteps],
    steps: parent.steps.slice(0, index),
    tip: xt,
    branchedAt: index,
    verdicts: null,
  };
}

export function withStep(path: Path, step: Step): Path {
  const record = recordOf(step, path.steps.length, path.sampler);
  return { ...path, steps: [...path.steps, record], tip: step.xPrev };
}

export function isComplete({ steps, timesteps }: Path): boolean {
  return timesteps.length > 0 && steps.length === timesteps.length;
}
