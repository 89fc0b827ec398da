// The noise of the forward process as a function of seed and place. The jump's ε is one for all t, so that a
// picture sinks into the same noise as t grows; each single step has a z of its own.

import type { Samples } from '../../terms/sample';
import { fillNormal } from '../noise/gaussian';

/** ε of q(x_t | x_0), [H, W, C] flat: counter T, which no single step has. @param size numbers in one sample */
export function jumpNoise(seed: number, size: number, trainTimesteps: number): Samples {
  const eps = new Float32Array(size);
  fillNormal(eps, seed, 'forward', trainTimesteps);
  return eps;
}

/** Fills `out` with z of q(x_t | x_{t-1}), [H, W, C]. @param t 0..T-1, where the step arrives */
export function fillStepNoise(out: Samples, seed: number, t: number): void {
  fillNormal(out, seed, 'forward', t);
}
