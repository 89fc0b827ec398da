// Half and double resolution without a convolution, as residual blocks with `down` and `up` do it: the mean of four pixels,
// and each pixel four times. The gradient of the one is the other, but for a factor.

import * as tf from '@tensorflow/tfjs-core';
import { withInputGradients } from '../../kernels/input-gradient';
import type { Layer } from './layer';

const mean: Layer = (x) => tf.avgPool(x, 2, 2, 'valid');
const repeat: Layer = (x) => tf.image.resizeNearestNeighbor(x, [2 * x.shape[1], 2 * x.shape[2]]);

/** [B, H, W, C] → [B, H/2, W/2, C] */
export const halved: Layer = (x) =>
  withInputGradients(
    [x],
    () => ({ value: mean(x), saved: [] }),
    (dy) => [tf.div(repeat(dy), 4)],
  );

/** [B, H, W, C] → [B, 2H, 2W, C] */
export const doubled: Layer = (x) =>
  withInputGradients(
    [x],
    () => ({ value: repeat(x), saved: [] }),
    (dy) => [tf.mul(mean(dy), 4)],
  );
