// Classifier-free guidance (Ho & Salimans 2022) as a Guide. The denoiser, asked with the class and without, implies a
// classifier: ∇log p(y | x_t) = ∇log p(x_t | y) - ∇log p(x_t) = -(ε_cond - ε_uncond)/√(1-ᾱ). With this gradient the
// arithmetic of Algorithms 1 and 2 stays as it is, and Algorithm 2 gives, literally,
//
//     ε_guided = ε_uncond - s·√(1-ᾱ)·gradient = ε_uncond + s·(ε_cond - ε_uncond)
//
// where s = 1 is the conditional model. Ho & Salimans write (1 + w)·ε_cond - w·ε_uncond: their w is s - 1.

import { predictionCoefficients } from '../diffusion/prediction';
import type { Guide } from '../terms/networks';
import type { PredictionType } from '../terms/scheduler';
import { classIndices } from '../terms/target';
import { predictPlane } from './plane-denoiser';
import type { LiveParameters, PlaneNetwork } from './plane-network';

/**
 * There is no belief: `beliefs` is null and `value` 0.
 *
 * @param alphasCumprod [T]
 */
export function classifierFreeGuide(
  network: PlaneNetwork,
  parameters: LiveParameters,
  predictionType: PredictionType,
  alphasCumprod: Float64Array,
): Guide {
  return {
    async evaluate(xt, t, targets) {
      const B = t.length;
      const twice = new Float32Array(4 * B);
      twice.set(xt);
      twice.set(xt, 2 * B);
      const times = new Float32Array(2 * B);
      times.set(t);
      times.set(t, B);
      const labels = new Int32Array(2 * B).fill(-1);
      labels.set(classIndices(targets));
      const outputs = await predictPlane(network, parameters, twice, times, labels);
      const gradient = new Float32Array(2 * B);
      for (let b = 0; b < B; b++) {
        const factor = perDifference(predictionType, alphaCumprodAt(alphasCumprod, t[b]!));
        for (let i = 2 * b; i < 2 * b + 2; i++) gradient[i] = factor * (outputs[i]! - outputs[2 * B + i]!);
      }
      return { value: new Float32Array(B), gradient, beliefs: null };
    },
    dispose() {},
  };
}

/** Straight between neighbours. */
function alphaCumprodAt(alphasCumprod: Float64Array, t: number): number {
  const before = alphasCumprod[Math.floor(t)]!;
  const after = alphasCumprod[Math.ceil(t)]!;
  return before + (t - Math.floor(t)) * (after - before);
}

/** -(ε_cond - ε_uncond)/√(1-ᾱ) for each unit of output_cond - output_uncond, at one x_t. */
function perDifference(type: PredictionType, alphaCumprod: number): number {
  return -predictionCoefficients(type, alphaCumprod).eps.ofOutput / Math.sqrt(1 - alphaCumprod);
}
