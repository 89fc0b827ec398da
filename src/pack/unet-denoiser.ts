// UNet2DModel as a Denoiser: typed arrays in, one read out, no tensor left behind.

import * as tf from '@tensorflow/tfjs-core';
import { timeWaves, waveCount } from '../nn/layers/time-embedding';
import { withParameters } from '../nn/parameters';
import { loadUNet2D } from '../nn/unet2d';
import type { UNetConfig } from '../nn/unet-config';
import type { WeightSource } from '../nn/weight-source';
import type { Denoiser } from '../terms/networks';
import { readFloats } from './read-floats';

export interface LoadedDenoiser extends Denoiser {
  readonly parameterCount: number;
}

/** Uploads the weights. @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function loadDenoiser(config: UNetConfig, weights: WeightSource): LoadedDenoiser {
  const { network, parameters } = withParameters(weights, (p) => loadUNet2D(p, config));
  const [height, width] = config.sampleSize;
  return {
    sampleShape: [height, width, config.inChannels],
    parameterCount: parameters.count,
    predict: (xt, t) =>
      readFloats(
        tf.tidy(() => {
          const x = tf.tensor4d(xt, [t.length, height, width, config.inChannels]);
          return network(x, tf.tensor2d(timeWaves(t, config), [t.length, waveCount(config)]));
        }),
      ),
    dispose: () => parameters.dispose(),
  };
}
