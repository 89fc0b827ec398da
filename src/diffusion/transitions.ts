// A chain's transitions: for every listed timestep, where it leads and the schedule's numbers there
// (Nichol & Dhariwal 2021, §4: β of a respaced chain is 1 - ᾱ_t/ᾱ_prev).

import type { Sampler, SchedulerConfig } from '../terms/scheduler';
import type { Transition } from '../terms/transition';
import { respace } from './respacing';
import type { Schedule } from './schedule';

/**
 * The transitions of a chain of `steps` steps.
 *
 * @param fromT start at this t (0 ≤ fromT < T) instead of the first listed one; the listed timesteps below it
 * follow, and `index` counts on as if those above it had been taken
 */
export function transitions(
  config: SchedulerConfig,
  schedule: Schedule,
  sampler: Sampler,
  steps: number,
  fromT: number | null = null,
): Transition[] {
  const listed = respace(config, steps);
  if (fromT === null) return transitionsOver(config, schedule, sampler, listed);
  const below = listed.filter((t) => t < fromT);
  const taken = Math.max(0, listed.length - below.length - 1);
  return transitionsOver(config, schedule, sampler, [fromT, ...below], taken);
}

/** The transitions along any descending list of timesteps. */
export function transitionsOver(
  config: SchedulerConfig,
  schedule: Schedule,
  sampler: Sampler,
  timesteps: readonly number[],
  firstIndex = 0,
): Transition[] {
  return timesteps.map((t, i) => ({
    index: firstIndex + i,
    ...transition(config, schedule, sampler, t, timesteps[i + 1] ?? -1),
  }));
}

function transition(
  config: SchedulerConfig,
  { alphasCumprod }: Schedule,
  sampler: Sampler,
  t: number,
  prevT: number,
): Omit<Transition, 'index'> {
  const alphaCumprod = alphasCumprod[t]!;
  // DDPM always ends in a clean sample; DDIM may be configured otherwise (diffusers' final_alpha_cumprod)
  const last = sampler.kind === 'ddim' && !config.setAlphaToOne ? alphasCumprod[0]! : 1;
  const alphaCumprodPrev = prevT < 0 ? last : alphasCumprod[prevT]!;
  const beta = 1 - alphaCumprod / alphaCumprodPrev;
  const betaTilde = (beta * (1 - alphaCumprodPrev)) / (1 - alphaCumprod);
  const variance =
    sampler.kind === 'ddim'
      ? sampler.eta ** 2 * betaTilde
      : config.varianceType === 'fixed_small'
        ? betaTilde
        : beta;
  return { t, prevT, beta, alphaCumprod, alphaCumprodPrev, variance };
}
