// What a guide on x̂_0 is shown, after Crowson's CLIP-guided diffusion (2021): x̂_0, and where little noise is left more
// and more of x_t itself, so that a late gradient does not all go through the denoiser. Differentiable in x_t and in
// the denoiser's output.

import * as tf from '@tensorflow/tfjs-core';
import { fusedBackend } from '../fused';
import { withInputGradients } from '../input-gradient';
import { runBlend, type Blend } from './program';

/** @returns r·x̂_0 + (1 - r)·x_t [B, H, W, C], of the current scope */
export function blendX0(blend: Blend): tf.Tensor4D {
  const backend = fusedBackend('blended-x0');
  if (backend === null) return plainBlend(blend);
  const { xt, output, coefficients } = blend;
  return withInputGradients(
    [xt, output],
    () => ({ value: runBlend(backend, blend, null), saved: [xt, output, coefficients] }),
    (dy, kept) => {
      const again = { ...blend, ...named(kept) };
      return [false, true].map((toOutput) => runBlend(backend, again, { dy, toOutput }));
    },
  );
}

function named(kept: readonly tf.Tensor[]): Pick<Blend, 'xt' | 'output' | 'coefficients'> {
  const [xt, output, coefficients] = kept as [tf.Tensor4D, tf.Tensor4D, tf.Tensor2D];
  return { xt, output, coefficients };
}

function plainBlend({ xt, output, coefficients, clipRange }: Blend): tf.Tensor4D {
  const [batch] = xt.shape;
  return withInputGradients(
    [xt, output],
    () => {
      const [a, b, r] = tf
        .split(coefficients, 3, 1)
        .map((column) => tf.reshape<tf.Rank.R4>(column, [batch, 1, 1, 1]));
      const predX0 = tf.add<tf.Tensor4D>(tf.mul(xt, a!), tf.mul(output, b!));
      const clipped = clipRange === null ? predX0 : tf.clipByValue(predX0, -clipRange, clipRange);
      const value = tf.add<tf.Tensor4D>(xt, tf.mul(tf.sub(clipped, xt), r!));
      const isClipped = tf.step(tf.abs(tf.sub(predX0, clipped))); // numbers: a recording on WASM cannot hold truths
      return { value, saved: [tf.mul(tf.sub(1, isClipped), r!), a!, b!, r!] };
    },
    (dy, saved) => {
      const [share, a, b, r] = saved as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
      const through = tf.mul<tf.Tensor4D>(dy, share);
      const beside = tf.sub(dy, tf.mul(dy, r));
      return [tf.add<tf.Tensor4D>(tf.mul(through, a), beside), tf.mul<tf.Tensor4D>(through, b)];
    },
  );
}
