// UNet2DModel as a Denoiser: typed arrays in, one read out, no tensor left behind.

import * as tf from '@tensorflow/tfjs-core';
import { RecordedFunction } from '../../kernels/recording/recorded-function';
import { timeWaves, waveCount } from '../../nn/layers/time-embedding';
import { withParameters } from '../../nn/parameters';
import { loadUNet2D, type UNet2D } from '../../nn/unet2d';
import type { UNetConfig } from '../../nn/unet-config';
import type { WeightSource } from '../../nn/weight-source';
import type { LoadedDenoiser } from '../planned';

/** ε, x_0 or v alone, of which a guide's gradient is: where Σ is learned it stands in the second half. */
function predictionOf(network: UNet2D, { inChannels, outChannels }: UNetConfig): UNet2D {
  if (outChannels === inChannels) return network;
  return (xt, waves) => tf.tidy(() => tf.slice(network(xt, waves), [0, 0, 0, 0], [-1, -1, -1, inChannels]));
}

/** Uploads the weights. @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function loadDenoiser(config: UNetConfig, weights: WeightSource): LoadedDenoiser {
  const { network, parameters } = withParameters(weights, (p) => loadUNet2D(p, config));
  const [height, width] = config.sampleSize;
  const predict = new RecordedFunction(([xt, waves]) => [network(xt as tf.Tensor4D, waves as tf.Tensor2D)]);
  return {
    sampleShape: [height, width, config.inChannels],
    parameterCount: parameters.count,
    through: { network: predictionOf(network, config), config },
    predict: async (xt, t) => {
      const [output] = await predict.run([
        { values: xt, shape: [t.length, height, width, config.inChannels] },
        { values: timeWaves(t, config), shape: [t.length, waveCount(config)] },
      ]);
      return output!;
    },
    dispose: () => {
      predict.dispose();
      parameters.dispose();
    },
  };
}
