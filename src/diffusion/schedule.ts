// The variance schedule of the forward process: β_t and ᾱ_t for t = 0..T-1, in float64.

import { NudgeError } from '../terms/errors';
import type { SchedulerConfig } from '../terms/scheduler';
import { rescaledToZeroSnr } from './schedules/zero-snr';
import { cosineBetas } from './schedules/cosine';
import { sigmoidBetas } from './schedules/sigmoid';
import { linearBetas, scaledLinearBetas } from './schedules/linear';

/** A schedule's numbers at every training timestep, in float64. */
export interface Schedule {
  readonly betas: Float64Array; // [T]
  readonly alphasCumprod: Float64Array; // [T], ᾱ_t = Π_{i ≤ t} (1 - β_i)
}

/**
 * @throws NudgeError `pack-unsupported` when a β lies outside [0, 1) (the last one is 1 with `zeroTerminalSnr`), or `trainedBetas` has another length than T
 */
export function createSchedule(config: SchedulerConfig): Schedule {
  const rescales = config.zeroTerminalSnr === true;
  const betas = rescales ? rescaledToZeroSnr(betasOf(config)) : betasOf(config);
  if (betas.length !== config.trainTimesteps) {
    throw new NudgeError(
      'pack-unsupported',
      `scheduler: expected ${config.trainTimesteps} trained_betas, got ${betas.length}.`,
      'Give one beta for each training timestep.',
    );
  }
  const bad = betas.findIndex(
    (beta, t) => !(beta >= 0 && (beta < 1 || (rescales && t === betas.length - 1))),
  );
  if (bad >= 0) {
    throw new NudgeError(
      'pack-unsupported',
      `scheduler: expected every beta in [0, 1), got ${betas[bad]} at t = ${bad}.`,
      'Check beta_start, beta_end and trained_betas.',
    );
  }
  let product = 1;
  const alphasCumprod = betas.map((beta) => (product *= 1 - beta));
  return { betas, alphasCumprod };
}

function betasOf(config: SchedulerConfig): Float64Array {
  const { trainTimesteps: T, betaStart, betaEnd } = config;
  if (config.trainedBetas !== null) return Float64Array.from(config.trainedBetas);
  switch (config.betaSchedule) {
    case 'linear':
      return linearBetas(T, betaStart, betaEnd);
    case 'scaled_linear':
      return scaledLinearBetas(T, betaStart, betaEnd);
    case 'sigmoid':
      return sigmoidBetas(T, betaStart, betaEnd);
    case 'squaredcos_cap_v2':
      return cosineBetas(T);
  }
}

/** ᾱ/(1-ᾱ), the signal-to-noise ratio at t. */
export function signalToNoise(alphaCumprod: number): number {
  return alphaCumprod / (1 - alphaCumprod);
}
