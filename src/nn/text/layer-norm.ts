// A layer norm's parameters.

import * as tf from '@tensorflow/tfjs-core';
import { normalizeRows } from '../../kernels/layer-norm/operation';
import type { Layer } from '../layers/layer';
import type { Parameters } from '../parameters';
import { LAYER_NORM_EPS } from './rows';

export function loadLayerNorm(parameters: Parameters, name: string, channels: number): Layer {
  const gamma = parameters.vector(`${name}.weight`, channels);
  const beta = parameters.vector(`${name}.bias`, channels);
  return (x) => tf.tidy(() => normalizeRows(x, { gamma, beta, eps: LAYER_NORM_EPS }));
}
