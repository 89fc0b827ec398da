// What classifier-free guidance is made of, as pictures.

import { combinedOf } from '../../../diffusion/combined-of';
import { drawSigned } from '../../../plots/canvas';
import type { Step } from '../../../terms/step';
import { shapeOf } from '../../run/selectors';
import { NOISE_RANGE, paintOf, type Paint } from './paint';

/** What the network predicts, ε, x_0 or v, on the map of the noise. */
function paintPrediction(of: (step: Step) => Float32Array): Paint {
  return paintOf('large', (canvas, step, lane, state) =>
    drawSigned(canvas, of(step), lane, shapeOf(state), NOISE_RANGE),
  );
}

export const paintWithoutClass = paintPrediction(({ modelOutput }) => modelOutput);
export const paintWithClass = paintPrediction(({ conditional, modelOutput }) => conditional ?? modelOutput);
export const paintCombined = paintPrediction(combinedOf);
