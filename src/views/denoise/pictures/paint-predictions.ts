// What classifier-free guidance is made of, as pictures.

import { predictionsOf, type Predictions } from '../../../diffusion/predictions-of';
import { drawSigned } from '../../../plots/canvas';
import { shapeOf } from '../../run/selectors';
import { NOISE_RANGE, paintOf, type Paint } from './paint';

/** What the network predicts, ε, x_0 or v, on the map of the noise. */
function paintPrediction(which: keyof Predictions): Paint {
  return paintOf('large', (canvas, step, lane, state) => {
    const shape = shapeOf(state);
    drawSigned(canvas, predictionsOf(step, shape[2])[which], lane, shape, NOISE_RANGE);
  });
}

export const paintWithoutClass = paintPrediction('without');
export const paintWithClass = paintPrediction('withClass');
export const paintCombined = paintPrediction('combined');
