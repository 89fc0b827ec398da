// A noisy classifier as a Guide: log p(y | x_t), its gradient and the belief in every class from one graph,
// in one read.

import * as tf from '@tensorflow/tfjs-core';
// tfjs-core alone knows no gradients. They read its flags, so they come after it.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { oneHot } from '../../nn/one-hot';
import { RecordedFunction } from '../../kernels/recording/recorded-function';
import { timeWaves, waveCount } from '../../nn/layers/time-embedding';
import { loadNoisyClassifier } from '../../nn/noisy-classifier';
import { withParameters } from '../../nn/parameters';
import type { NoisyClassifierConfig } from '../../nn/unet-config';
import type { WeightSource } from '../../nn/weight-source';
import type { Guidance } from '../../terms/networks';
import { meanShift } from '../../terms/rule';
import { classIndices } from '../../terms/target';
import type { PackFiles } from '../files';
import { parseClassifierConfig } from '../network-config';
import type { GuideEntry, LoadedGuide, PlannedDenoiser, PlannedGuide } from '../planned';
import { requireJson } from '../read-json';
import { expectShape } from '../sample-shape';
import { findWeights } from '../weight-files';

/** @throws NudgeError `pack-missing`, `pack-corrupt`, `pack-mismatch`, `pack-unsupported` */
export async function planClassifier(
  files: PackFiles,
  { path: folder, title }: GuideEntry,
  { sampleShape }: PlannedDenoiser,
): Promise<PlannedGuide> {
  const path = `${folder}/config.json`;
  const config = parseClassifierConfig(await requireJson(files, path), path);
  expectShape(config, sampleShape, path);
  return {
    title: title ?? 'Classifier',
    targets: ['class'],
    slots: [{ name: 'class', labels: config.labels }],
    rule: meanShift,
    weights: [await findWeights(files, folder, 'model')],
    load: ([weights]) => loadClassifier(config, weights!),
  };
}

/** Uploads the weights. @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function loadClassifier(config: NoisyClassifierConfig, weights: WeightSource): LoadedGuide {
  const { network, parameters } = withParameters(weights, (p) => loadNoisyClassifier(p, config));
  const [height, width] = config.sampleSize;
  const classes = config.labels.length;
  const evaluate = new RecordedFunction(([xt, waves, chosen]) => {
    // Lanes do not touch each other: the gradient of Σ_b log p(y_b | x_b) is each lane's own.
    const { value, grad } = tf.valueAndGrad((x) => network(x as tf.Tensor4D, waves as tf.Tensor2D))(
      xt!,
      chosen as tf.Tensor2D,
    );
    return [value, grad];
  });
  return {
    parameterCount: parameters.count,
    evaluate: async (xt, t, targets) => {
      const batch = t.length;
      const labels = classIndices(targets);
      const [logProbs, gradient] = await evaluate.run([
        { values: xt, shape: [batch, height, width, config.inChannels] },
        { values: timeWaves(t, config), shape: [batch, waveCount(config)] },
        { values: oneHot(labels, classes), shape: [batch, classes] },
      ]);
      return {
        value: Float32Array.from(labels, (label, b) => logProbs![b * classes + label]!),
        beliefs: logProbs!.map(Math.exp),
        gradient: gradient!,
      } satisfies Guidance;
    },
    dispose: () => {
      evaluate.dispose();
      parameters.dispose();
    },
  };
}
