// One pixel through one step: every quantity of it as a float64, and how x_prev is made of them. The kept values
// are float32, so the equation closes to about 1e-7.

import { sampleSize, type SampleShape } from '../../terms/sample';
import type { Sampler } from '../../terms/scheduler';
import type { Step } from '../../terms/step';

export interface PixelNumbers {
  readonly xt: number;
  readonly eps: number;
  readonly predX0: number;
  readonly mean: number;
  /** s of the lane. */
  readonly guidanceScale: number;
  /** Σ in DDPM; in DDIM the number in its place. */
  readonly nudgeWeight: number;
  /** g; 0 without a guide. */
  readonly gradient: number;
  readonly meanShift: number;
  readonly sigma: number;
  /** z; 0 where none is added. */
  readonly z: number;
  readonly xPrev: number;
  /** μ + s·Σ·g + σ·z - x_prev: 0 but for rounding. */
  readonly residue: number;
}

/** @param channel of the pixel; 0 in grey samples */
export function pixelNumbers(
  step: Step,
  sampler: Sampler['kind'],
  lane: number,
  shape: SampleShape,
  { row, column }: { readonly row: number; readonly column: number },
  channel = 0,
): PixelNumbers {
  const [, width, channels] = shape;
  const at = lane * sampleSize(shape) + (row * width + column) * channels + channel;
  const mean = step.mean[at] ?? 0;
  const guidanceScale = step.lanes[lane]?.guidanceScale ?? 0;
  const nudgeWeight = nudgeWeightOf(step, sampler);
  const gradient = step.gradient?.[at] ?? 0;
  const sigma = step.noise === null ? 0 : Math.sqrt(step.variance);
  const z = step.noise?.[at] ?? 0;
  const xPrev = step.xPrev[at] ?? 0;
  return {
    xt: step.xt[at] ?? 0,
    eps: step.eps[at] ?? 0,
    predX0: step.predX0[at] ?? 0,
    mean,
    guidanceScale,
    nudgeWeight,
    gradient,
    meanShift: step.meanShift[at] ?? 0,
    sigma,
    z,
    xPrev,
    residue: mean + guidanceScale * nudgeWeight * gradient + sigma * z - xPrev,
  };
}

/** What s·g is multiplied by: Σ in Algorithm 1; in Algorithm 2 what a shift of ε by -sqrt(1-ᾱ)·s·g comes to. */
function nudgeWeightOf(step: Step, sampler: Sampler['kind']): number {
  const { alphaCumprod: a, alphaCumprodPrev: aPrev, variance } = step;
  if (sampler === 'ddpm') return variance;
  const residual = Math.sqrt(1 - a);
  const towardXt = Math.sqrt(Math.max(0, 1 - aPrev - variance));
  return residual * ((Math.sqrt(aPrev) * residual) / Math.sqrt(a) - towardXt);
}

/** μ = ofX0·x̂_0 + ofXt·x_t: the weights of q(x_prev | x_t, x_0) in DDPM, of eq. 12 of Song et al. in DDIM. */
export function meanWeights(
  step: Step,
  sampler: Sampler['kind'],
): { readonly ofX0: number; readonly ofXt: number } {
  const { alphaCumprod: a, alphaCumprodPrev: aPrev, beta, variance } = step;
  if (sampler === 'ddpm') {
    return {
      ofX0: (Math.sqrt(aPrev) * beta) / (1 - a),
      ofXt: (Math.sqrt(1 - beta) * (1 - aPrev)) / (1 - a),
    };
  }
  const ofXt = Math.sqrt(Math.max(0, 1 - aPrev - variance)) / Math.sqrt(1 - a);
  return { ofX0: Math.sqrt(aPrev) - ofXt * Math.sqrt(a), ofXt };
}
