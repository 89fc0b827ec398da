// The reverse chain: an async generator of Steps. It knows the networks as interfaces, never a tensor, a message or a
// clock; its caller decides the pace, and may steer between steps.

import { initialNoise } from '../diffusion/initial-noise';
import { predictedX0 } from '../diffusion/prediction';
import { createSchedule, type Schedule } from '../diffusion/schedule';
import { stepRules, takeStep, type RulesPack } from '../diffusion/take-step';
import { transitions } from '../diffusion/transitions';
import { expectSignal, expectVariance } from '../diffusion/usable-output';
import { invariant, NudgeError } from '../terms/errors';
import { scaleAt, type Lane } from '../terms/lane';
import type { RunSpec } from '../terms/messages';
import { sampleSize } from '../terms/sample';
import type { Step } from '../terms/step';
import { ask, type Guided, type Networks } from './ask';

/** All that a chain needs of a pack; tests give it stubs. */
export interface ChainModel extends Networks {
  readonly pack: RulesPack;
  readonly schedule: Schedule;
}

/** An opened pack as a chain takes it. */
export function chainModel({
  denoiser,
  guides,
  info,
}: Networks & { readonly info: ChainModel['pack'] }): ChainModel {
  return { denoiser, guides, pack: info, schedule: createSchedule(info.scheduler) };
}

/**
 * Denoises from x_T (or from `spec.from`) to x_0. The yielded Steps own their arrays: the chain keeps its own
 * x_t, so they may be transferred away.
 *
 * @param lanesNow read at the beginning of every step: this is how a running chain is steered. Targets, scales and
 * guides may change, the number of lanes may not
 * @throws NudgeError `not-a-number` when a network produces NaN or infinity, `pack-unsupported` or `bad-request` where a
 * learned Σ is not positive, `bad-request` where no x_0 follows from ε
 */
export async function* chain(
  model: ChainModel,
  spec: Omit<RunSpec, 'lanes'>,
  lanesNow: () => readonly Lane[],
): AsyncGenerator<Step, void, void> {
  const { pack, schedule, denoiser } = model;
  const { sampler, steps, from } = spec;
  const rules = stepRules(pack, spec);
  const size = sampleSize(pack.sampleShape);
  const batch = lanesNow().length;
  let xt = from?.xt.slice() ?? initialNoise(pack.scheduler, lanesNow(), size);
  let before = from?.before?.slice() ?? null;
  if (xt.length !== batch * size) {
    throw new NudgeError('bad-request', `start: expected ${batch * size} numbers of x_t, got ${xt.length}.`);
  }
  for (const transition of transitions(pack.scheduler, schedule, sampler, steps, from?.t ?? null)) {
    const lanes = lanesNow();
    invariant(lanes.length === batch, `chain: expected ${batch} lanes, got ${lanes.length}`);
    expectSignal(rules.predictionType, transition.alphaCumprod);
    const guided: readonly Guided[] = spec.onlyNudged
      ? lanes.map((lane) => ({ ...lane, unasked: scaleAt(lane, transition.t) === 0 }))
      : lanes;
    const taking = takeStep(rules, transition, lanes, xt, before);
    let next = taking.next();
    while (next.done !== true) {
      const { x, t, guide, ...asked } = next.value;
      const times = new Float32Array(batch).fill(t);
      const outputs = await ask(model, { ...asked, xt: x, t: times, guided: guide ? guided : null });
      if (rules.learned && sampler.kind === 'ddpm') expectVariance(outputs, rules.learned, lanes, t);
      next = taking.next(outputs);
    }
    const step = next.value;
    if (denoiser.selfConditioned === true) {
      before = predictedX0(step, pack).slice();
    }
    xt = step.xPrev.slice();
    yield step;
  }
}
