// Gradients of fresh batches at the same parameters, under L_simple and under L_vlb, as inner products: what
// measures/gradient-noise reads.

import * as tf from '@tensorflow/tfjs-core';
import { lossWeights } from '../diffusion/loss-weights';
import type { GradientProducts, TrainSpec } from '../terms/plane';
import type { Learner } from './learner';
import { lossOf, readoutOf, rowsOf, type Plane } from './tasks';
import { trainingBatches } from './training-batch';

const BATCHES = 24;
/** No training comes to these: its batches are others. */
const FIRST = 2_000_000;

/** Of the denoiser; nothing is learned of them. */
export async function gradientProducts(
  learner: Learner,
  plane: Plane,
  spec: TrainSpec,
): Promise<GradientProducts[]> {
  const batchOf = trainingBatches(plane, spec);
  const readout = readoutOf('denoiser', plane);
  const found: GradientProducts[] = [];
  for (const times of ['spread', 'random'] as const) {
    for (const weighting of ['simple', 'vlb'] as const) {
      const weights = lossWeights(plane.scheduler, weighting);
      const products = tf.tidy(() => {
        const gradients = Array.from({ length: BATCHES }, (_, i) => {
          const batch = batchOf(FIRST + i, times);
          const { network } = learner;
          const shape: [number, number] = [batch.t.length, network.features.count];
          const rows = tf.tensor2d(rowsOf('denoiser', network, batch), shape);
          return tf.tidy(() => learner.gradient(rows, lossOf('denoiser', readout, batch, weights)));
        });
        const all = tf.stack(gradients) as tf.Tensor2D; // [K, P]
        return tf.matMul(all, all, false, true);
      });
      try {
        found.push({ weighting, times, products: new Float32Array(await products.data<'float32'>()) });
      } finally {
        products.dispose();
      }
    }
  }
  return found;
}
