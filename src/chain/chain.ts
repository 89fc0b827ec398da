// The reverse chain: an async generator of Steps. It knows the denoiser and the guide as interfaces, never a
// tensor, a message or a clock; whoever pulls it decides the pace, and may steer between steps.

import { initialNoise } from '../diffusion/initial-noise';
import type { Schedule } from '../diffusion/schedule';
import { takeStep } from '../diffusion/take-step';
import { transitions } from '../diffusion/transitions';
import { invariant, NudgeError } from '../terms/errors';
import type { Lane } from '../terms/lane';
import type { RunSpec } from '../terms/messages';
import type { Denoiser, Guide } from '../terms/networks';
import { sampleSize, type Samples } from '../terms/sample';
import type { SchedulerConfig } from '../terms/scheduler';
import type { Observation, Step } from '../terms/step';

export interface ChainModel {
  readonly denoiser: Denoiser;
  readonly guide: Guide | null;
  readonly config: SchedulerConfig;
  readonly schedule: Schedule;
}

/**
 * Denoises from x_T (or from `spec.from`) to x_0. The yielded Steps own their arrays: the chain keeps its own
 * x_t, so they may be transferred away.
 *
 * @param lanesNow read at the beginning of every step: this is how a running chain is steered. Targets and
 * scales may change, the number of lanes may not
 * @throws NudgeError `not-a-number` when a network produces NaN or infinity
 */
export async function* chain(
  model: ChainModel,
  spec: Omit<RunSpec, 'lanes'>,
  lanesNow: () => readonly Lane[],
): AsyncGenerator<Step, void, void> {
  const { denoiser, guide, config, schedule } = model;
  const size = sampleSize(denoiser.sampleShape);
  const batch = lanesNow().length;
  const plan = transitions(config, schedule, spec.sampler, spec.steps, spec.from?.t ?? null);
  let xt = spec.from?.xt.slice() ?? initialNoise(config, lanesNow(), size);
  if (xt.length !== batch * size) {
    throw new NudgeError('bad-request', `start: expected ${batch * size} numbers of x_t, got ${xt.length}.`);
  }
  for (const transition of plan) {
    const lanes = lanesNow();
    invariant(lanes.length === batch, `chain: expected ${batch} lanes, got ${lanes.length}`);
    const { t } = transition;
    const times = new Float32Array(batch).fill(t);
    const targets = Int32Array.from(lanes, (lane) => lane.target);
    // both are asked before either is awaited, so that they share the way to the GPU and back
    const [modelOutput, guidance] = await Promise.all([
      denoiser.predict(xt, times),
      guide?.evaluate(xt, times, targets, denoiser) ?? null,
    ]);
    requireFinite('denoiser', modelOutput, t);
    if (guidance !== null) requireFinite('guide', guidance.gradient, t);
    const observation: Observation = {
      transition,
      lanes,
      xt,
      modelOutput,
      gradient: guidance?.gradient ?? null,
      value: guidance?.value ?? null,
      classProbs: guidance?.classProbs ?? null,
    };
    const step = takeStep(config, spec.sampler, observation);
    xt = step.xPrev.slice();
    yield step;
  }
}

function requireFinite(network: string, values: Samples, t: number): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new NudgeError(
        'not-a-number',
        `The ${network} produced ${values[i]} at t = ${t}.`,
        'The weights may be damaged, or this device computes them wrongly; try another model or ?backend=wasm.',
      );
    }
  }
}
