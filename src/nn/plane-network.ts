// A network of the plane: features, sizes, and the vector of its parameters, which belongs to the code that trains or
// loaded it. That vector may be another one at every call: a live network is asked while it learns.

import type * as tf from '@tensorflow/tfjs-core';
import type { PlaneNetworkConfig } from './plane-config';
import { PlaneFeatures } from './plane-features';
import type { LayerSizes } from './plane-mlp';

/** The shape of an MLP of the plane; it holds no parameters. */
export interface PlaneNetwork {
  readonly config: PlaneNetworkConfig;
  readonly features: PlaneFeatures;
  readonly sizes: LayerSizes;
}

/** Gives the parameters [P] as they are now; the caller does not dispose them. */
export type LiveParameters = () => tf.Tensor1D;

/** Input features, then the config's hidden layers, then its outputs. */
export function planeNetwork(config: PlaneNetworkConfig): PlaneNetwork {
  const features = new PlaneFeatures(config);
  const hidden = Array.from({ length: config.hiddenLayers }, () => config.width);
  return { config, features, sizes: [features.count, ...hidden, config.outputs] };
}
