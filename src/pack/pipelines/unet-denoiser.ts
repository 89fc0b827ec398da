// UNet2DModel as a Denoiser: typed arrays in, one read out, no tensor left behind.

import * as tf from '@tensorflow/tfjs-core';
import { RecordedFunction } from '../../kernels/recording/recorded-function';
import { loadClassEmbedding, type ClassRows } from '../../nn/layers/class-embedding';
import { timeWaves, waveCount } from '../../nn/layers/time-embedding';
import { withParameters } from '../../nn/parameters';
import { loadUNet2D, type UNet2D } from '../../nn/unet2d';
import type { UNetConfig } from '../../nn/unet-config';
import type { WeightSource } from '../../nn/weight-source';
import { NudgeError } from '../../terms/errors';
import { embedOf } from '../class-embeds';
import type { LoadedDenoiser } from '../planned';

/** ε, x_0 or v alone, of which a guide's gradient is: where Σ is learned it stands in the second half. */
function predictionOf(network: UNet2D, { inChannels, outChannels }: UNetConfig): UNet2D {
  if (outChannels === inChannels) return network;
  return (xt, waves, classes) =>
    tf.tidy(() => tf.slice(network(xt, waves, classes), [0, 0, 0, 0], [-1, -1, -1, inChannels]));
}

/**
 * Uploads the weights.
 *
 * @param nullClass which of its class embeddings means none; null: it has none such, or takes no class
 * @throws NudgeError `pack-mismatch`, `pack-corrupt`
 */
export function loadDenoiser(
  config: UNetConfig,
  weights: WeightSource,
  nullClass: number | null = null,
): LoadedDenoiser {
  const { network: loaded, parameters } = withParameters(weights, (p) => ({
    network: loadUNet2D(p, config),
    classRows: loadClassEmbedding(p, config),
  }));
  const { network, classRows } = loaded;
  const [height, width] = config.sampleSize;
  const predict = new RecordedFunction(([xt, waves, classes]) => [
    network(xt as tf.Tensor4D, waves as tf.Tensor2D, classes as tf.Tensor2D | undefined),
  ]);
  const through = classRows === null ? network : withoutClass(network, classRows, nullClass);
  return {
    sampleShape: [height, width, config.inChannels],
    parameterCount: parameters.count,
    ...(through === null ? {} : { through: { network: predictionOf(through, config), config } }),
    predict: async (xt, t, _before, classes = null) => {
      const batch = t.length;
      const [output] = await predict.run([
        { values: xt, shape: [batch, height, width, config.inChannels] },
        { values: timeWaves(t, config), shape: [batch, waveCount(config)] },
        ...(classRows === null
          ? []
          : [
              {
                values: classRows(embedsOf(classes ?? new Int32Array(batch).fill(-1), nullClass)),
                shape: [batch, config.timeEmbeddingDim],
              },
            ]),
      ]);
      return output!;
    },
    dispose: () => {
      predict.dispose();
      parameters.dispose();
    },
  };
}

/** @throws NudgeError `bad-request` where none is asked of a network that has never been asked without a class */
function embedsOf(classes: Int32Array, nullClass: number | null): Int32Array {
  return classes.map((index) => {
    const embed = embedOf(nullClass, index);
    if (embed >= 0) return embed;
    throw new NudgeError(
      'bad-request',
      'denoiser: expected a class, got none.',
      'This model was trained with a class at every step: it cannot be asked without one.',
    );
  });
}

/** The network as guides differentiate through it: without a class. Null where it has no such. */
function withoutClass(network: UNet2D, rows: ClassRows, nullClass: number | null): UNet2D | null {
  if (nullClass === null) return null;
  const [none, width] = [rows([nullClass]), rows([nullClass]).length];
  return (xt, waves) =>
    tf.tidy(() => network(xt, waves, tf.tile(tf.tensor2d(none, [1, width]), [xt.shape[0], 1])));
}
