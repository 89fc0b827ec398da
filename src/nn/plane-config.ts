// What a network of the plane looks like: an MLP on features of a point, its t and its class.

export interface PlaneNetworkConfig {
  readonly trainTimesteps: number;
  /** Angular frequencies at which each coordinate is seen, beside the coordinate itself. */
  readonly waves: readonly number[];
  /** Number of classes K that the network can be conditioned on; 0 for none. All zeros is the null class. */
  readonly classes: number;
  readonly width: number;
  readonly hiddenLayers: number;
  readonly outputs: number;
}

/** Denoiser of `classes` classes. */
export function denoiserConfig(trainTimesteps: number, classes: number, width: number): PlaneNetworkConfig {
  return { trainTimesteps, waves: [1, 2, 4, 8], classes, width, hiddenLayers: 3, outputs: 2 };
}

/** Noisy or clean classifier. */
export function classifierConfig(trainTimesteps: number, classes: number, width: number): PlaneNetworkConfig {
  return { trainTimesteps, waves: [1, 2, 4], classes: 0, width, hiddenLayers: 2, outputs: classes };
}
