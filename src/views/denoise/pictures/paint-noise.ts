// The noise of a step, and how far it may reach: Σ, where that is learned.

import { maxAbs } from '../../../diffusion/magnitudes';
import { sigmaOf, varianceAt } from '../../../diffusion/step-variance';
import type { State } from '../../../history/state';
import { clearCanvas, drawSigned, drawSize } from '../../../plots/canvas';
import { niceRange } from '../../../plots/pixels';
import type { Step } from '../../../terms/step';
import { selectLarge, selectStep, shapeOf } from '../../run/selectors';
import { NOISE_RANGE, paintOf } from './paint';

/** σ·z on the map of z, so that it looks the same at every σ; its size stands below. */
export const paintNoise = paintOf('large', (canvas, step, lane, state) => {
  if (step.noise === null) clearCanvas(canvas);
  else drawSigned(canvas, step.variance ? evened(step) : step.noise, lane, shapeOf(state), NOISE_RANGE);
});

/** σ·z over the RMS of σ, where each number has its own. */
function evened(step: Step): Float32Array {
  const sigma = sigmaOf(step);
  return step.noise!.map((z, i) => (Math.sqrt(varianceAt(step, i)) * z) / sigma);
}

export const selectVarianceRange = (state: State): number => {
  const { variance, lanes } = selectStep(state) ?? {};
  if (variance === undefined || lanes === undefined) return 0;
  const size = variance.length / lanes.length;
  const lane = selectLarge(state);
  return niceRange(maxAbs(variance, lane * size, (lane + 1) * size));
};

/** Σ of each pixel, where it is learned. */
export const paintVariance = paintOf('large', (canvas, { variance }, lane, state) => {
  if (variance === undefined) clearCanvas(canvas);
  else drawSize(canvas, variance, lane, shapeOf(state), selectVarianceRange(state));
});
