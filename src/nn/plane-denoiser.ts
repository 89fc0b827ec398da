// The learned denoiser of the plane: without a class, which is its null class, and with one.

import * as tf from '@tensorflow/tfjs-core';
import type { Denoiser } from '../terms/networks';
import { PLANE_SHAPE } from '../terms/plane';
import type { Samples } from '../terms/sample';
import { forward } from './plane-mlp';
import type { LiveParameters, PlaneNetwork } from './plane-network';

/** @returns what the scheduler's prediction type says. @param dispose what else is to go with it */
export function planeDenoiser(
  network: PlaneNetwork,
  parameters: LiveParameters,
  dispose: () => void = () => {},
): Denoiser {
  return {
    sampleShape: PLANE_SHAPE,
    predict: (xt, t, _before, classes = null) => predictPlane(network, parameters, xt, t, classes),
    dispose,
  };
}

/** @param labels [B], -1 for the null class; null for that everywhere */
export async function predictPlane(
  { features, sizes }: PlaneNetwork,
  parameters: LiveParameters,
  xt: Samples,
  t: Float32Array,
  labels: Int32Array | null,
): Promise<Samples> {
  const output = tf.tidy(() => {
    const rows = tf.tensor2d(features.rows(xt, t, labels), [t.length, features.count]);
    return forward(sizes, parameters(), rows).output;
  });
  try {
    return new Float32Array(await output.data<'float32'>());
  } finally {
    output.dispose();
  }
}
