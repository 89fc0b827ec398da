// Every kernel against its twin at odd sizes: values and input gradients. The same cases run on whichever backend
// is current: fused kernels on WebGPU, plain operations elsewhere.

import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';
import { attentionCases } from './attention-cases';
import { blendCases } from './blend-cases';
import { classCases } from './class-cases';
import { convolutionCases } from './convolution-cases';
import { denseCases } from './dense-cases';
import { embeddingCases } from './embedding-cases';
import { layerNormCases } from './layer-norm-cases';
import { linearCases } from './linear-cases';
import { normCases } from './norm-cases';

/** What a case computes, and what its twin says. */
export interface Compared {
  readonly quantity: string;
  readonly computed: tf.Tensor;
  readonly expected: ArrayLike<number>;
}

export interface KernelCase {
  readonly name: string;
  /** Run within a tidy. */
  readonly compute: () => Compared[];
}

/** Agreement demanded, max |a - b| over max(1, max |b|): float32 against double. */
export const TOLERANCE = 1e-5;

export const kernelCases: readonly KernelCase[] = [
  ...normCases,
  ...convolutionCases,
  ...attentionCases,
  ...denseCases,
  ...classCases,
  ...layerNormCases,
  ...linearCases,
  ...embeddingCases,
  ...blendCases,
];

/** @returns max |a - b| / max(1, max |b|) of each quantity; NaN where something is not a number */
export async function measureCase({ compute }: KernelCase): Promise<Record<string, number>> {
  let compared: Compared[] = [];
  tf.tidy(() => {
    compared = compute();
    for (const { computed } of compared) tf.keep(computed);
  });
  const distances: Record<string, number> = {};
  for (const { quantity, computed, expected } of compared) {
    const values = await computed.data();
    computed.dispose();
    let largest = 1;
    let apart = values.length === expected.length ? 0 : NaN;
    for (let i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]!));
      const distance = Math.abs(values[i]! - expected[i]!);
      if (!(distance <= apart)) apart = distance; // NaN sticks
    }
    distances[quantity] = apart / largest;
  }
  return distances;
}
