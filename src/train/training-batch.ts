// The points of one training step, as a function of (seed, step): data, noise, t, classes. t is spread evenly over
// the chain and the components over the mixture (a rank-1 lattice with a random shift: Cranley & Patterson 1976), so
// that a small batch speaks of every t and every part of the data.

import { componentChooser, uniforms } from '../diffusion/mixture/draw';
import { fillNormal } from '../diffusion/noise/gaussian';
import { predictionGoal } from '../diffusion/prediction';
import { createSchedule } from '../diffusion/schedule';
import type { PlaneSpec, TrainSpec } from '../terms/plane';

export interface TrainingBatch {
  readonly x0: Float32Array; // [B, 2]
  readonly xt: Float32Array; // [B, 2]
  readonly t: Float32Array; // [B]
  /** What the denoiser is to say: ε, x_0 or v. */
  readonly goal: Float32Array; // [B, 2]
  readonly labels: Int32Array; // [B]
  /** The same with some dropped: -1. */
  readonly shownLabels: Int32Array; // [B]
}

/** How t is drawn for a batch: spread over the chain, or each by itself, as Ho et al. do. */
export type Times = 'spread' | 'random';

export type BatchOf = (step: number, times?: Times) => TrainingBatch;

const GOLDEN = (Math.sqrt(5) - 1) / 2;

export function trainingBatches(
  { mixture, scheduler }: Pick<PlaneSpec, 'mixture' | 'scheduler'>,
  { seed, batch: B, classDropout }: Pick<TrainSpec, 'seed' | 'batch' | 'classDropout'>,
): BatchOf {
  const { alphasCumprod } = createSchedule(scheduler);
  const T = scheduler.trainTimesteps;
  const choose = componentChooser(mixture);
  const sigmas = mixture.variances.map(Math.sqrt);
  return (step, times = 'spread') => {
    const normal = new Float32Array(4 * B);
    fillNormal(normal, seed, 'training', step);
    const uniform = uniforms((times === 'random' ? 2 * B : B) + 2, seed, 'training', step);
    const out = {
      x0: new Float32Array(2 * B),
      xt: new Float32Array(2 * B),
      t: new Float32Array(B),
      goal: new Float32Array(2 * B),
      labels: new Int32Array(B),
      shownLabels: new Int32Array(B),
    };
    for (let b = 0; b < B; b++) {
      const share = times === 'random' ? uniform[B + 2 + b]! : (b + uniform[B]!) / B;
      const t = Math.min(T - 1, Math.floor(share * T));
      const m = choose((b * GOLDEN + uniform[B + 1]!) % 1);
      const alphaCumprod = alphasCumprod[t]!;
      const signal = Math.sqrt(alphaCumprod);
      const noise = Math.sqrt(1 - alphaCumprod);
      out.t[b] = t;
      out.labels[b] = mixture.labels[m]!;
      out.shownLabels[b] = uniform[b]! < classDropout ? -1 : mixture.labels[m]!;
      for (let i = 2 * b; i < 2 * b + 2; i++) {
        const x0 = mixture.means[2 * m + i - 2 * b]! + sigmas[m]! * normal[2 * B + i]!;
        const eps = normal[i]!;
        out.x0[i] = x0;
        out.xt[i] = signal * x0 + noise * eps;
        out.goal[i] = predictionGoal(scheduler.predictionType, x0, eps, alphaCumprod);
      }
    }
    return out;
  };
}
