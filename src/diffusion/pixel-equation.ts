// One pixel through one step: every quantity of it as a float64, and how x_prev is made of them. The kept values
// are float32, so the equation closes to about 1e-7.

import { coefficients } from './samplers/coefficients';
import { scaleAt } from '../terms/lane';
import { sampleSize, type SampleShape } from '../terms/sample';
import type { Sampler } from '../terms/scheduler';
import { guidanceOf, type Step } from '../terms/step';
import { varianceAt } from './step-variance';

/** One number of a sample through a step: the terms of the equation that is shown for a marked pixel. */
export interface PixelNumbers {
  readonly xt: number;
  readonly eps: number;
  readonly predX0: number;
  readonly mean: number;
  /** s of the lane, as it acted. */
  readonly guidanceScale: number;
  /** Σ in DDPM; in DDIM the number in its place. */
  readonly nudgeWeight: number;
  /** g; 0 without a guide. */
  readonly gradient: number;
  readonly meanShift: number;
  readonly guidedPredX0: number;
  /** Whether it is steered classifier-free: then the nudge is as much of guided x̂_0 - x̂_0 as μ has of x̂_0. */
  readonly free: boolean;
  readonly sigma: number;
  /** z; 0 where none is added. */
  readonly z: number;
  readonly xPrev: number;
  /** μ + the nudge + σ·z - x_prev: 0 but for rounding. */
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
  const own = step.lanes[lane];
  const guidanceScale = own === undefined ? 0 : scaleAt(own, step.transition.t);
  const variance = varianceAt(step, at);
  const nudgeWeight = coefficients(sampler, { ...step.transition, variance }).shift;
  const gradient = guidanceOf(step)?.gradient[at] ?? 0;
  const sigma = step.noise === null ? 0 : Math.sqrt(variance);
  const z = step.noise?.[at] ?? 0;
  const xPrev = step.xPrev[at] ?? 0;
  const meanShift = step.meanShift[at] ?? 0;
  return {
    xt: step.xt[at] ?? 0,
    eps: step.eps[at] ?? 0,
    predX0: step.predX0[at] ?? 0,
    mean,
    guidanceScale,
    nudgeWeight,
    gradient,
    meanShift,
    guidedPredX0: step.guidedPredX0[at] ?? 0,
    free: own?.rule !== undefined,
    sigma,
    z,
    xPrev,
    residue:
      mean +
      (own?.rule === undefined ? guidanceScale * nudgeWeight * gradient : meanShift) +
      sigma * z -
      xPrev,
  };
}
