// One pixel through one step: every quantity of it as a float64, and how x_prev is made of them. The kept values
// are float32, so the equation closes to about 1e-7.

import { sampleSize, type SampleShape } from '../../terms/sample';
import type { Step } from '../../terms/step';

export interface PixelNumbers {
  readonly xt: number;
  readonly eps: number;
  readonly predX0: number;
  readonly mean: number;
  /** g; 0 without a guide. */
  readonly gradient: number;
  readonly meanShift: number;
  readonly sigma: number;
  /** z; 0 where none is added. */
  readonly z: number;
  readonly xPrev: number;
  /** mean + meanShift + σ·z - x_prev: 0 but for rounding. */
  readonly residue: number;
}

/** @param channel of the pixel; 0 in grey samples */
export function pixelNumbers(
  step: Step,
  lane: number,
  shape: SampleShape,
  { row, column }: { readonly row: number; readonly column: number },
  channel = 0,
): PixelNumbers {
  const [, width, channels] = shape;
  const at = lane * sampleSize(shape) + (row * width + column) * channels + channel;
  const mean = step.mean[at] ?? 0;
  const meanShift = step.meanShift[at] ?? 0;
  const sigma = step.noise === null ? 0 : Math.sqrt(step.variance);
  const z = step.noise?.[at] ?? 0;
  const xPrev = step.xPrev[at] ?? 0;
  return {
    xt: step.xt[at] ?? 0,
    eps: step.eps[at] ?? 0,
    predX0: step.predX0[at] ?? 0,
    mean,
    gradient: step.gradient?.[at] ?? 0,
    meanShift,
    sigma,
    z,
    xPrev,
    residue: mean + meanShift + sigma * z - xPrev,
  };
}

/** μ = ofX0·x̂_0 + ofXt·x_t: the weights of q(x_prev | x_t, x_0) in DDPM, of eq. 12 of Song et al. in DDIM. */
export function meanWeights(
  step: Step,
  sampler: 'ddpm' | 'ddim',
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
