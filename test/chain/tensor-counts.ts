// How many tensors are alive after each step of a guided run on the current backend.

import * as tf from '@tensorflow/tfjs-core';
import { chain, chainModel } from '../../src/chain/chain';
import { meanShift, type RunRule } from '../../src/terms/rule';
import { classTarget, type Target } from '../../src/terms/target';
import type { PackFiles } from '../../src/pack/files';
import { openPack } from '../../src/pack/open-pack';

/** @returns one number for each step, and what is alive once the pack is disposed, less what was before */
export async function tensorCounts(
  files: PackFiles,
  steps: number,
  {
    rule = meanShift,
    target = classTarget(1),
    guide,
  }: { readonly rule?: RunRule; readonly target?: Target; readonly guide?: string } = {},
): Promise<{ readonly counts: number[]; readonly left: number }> {
  const before = tf.memory().numTensors;
  const pack = await openPack(files, () => {});
  const model = chainModel(pack);
  const lanes = [2, 0].map((guidanceScale) => ({ target, guidanceScale, seed: 1, ...(guide && { guide }) }));
  const counts: number[] = [];
  const sampler = { kind: 'ddpm' } as const;
  for await (const _ of chain(model, { sampler, rule, steps, from: null }, () => lanes)) {
    counts.push(tf.memory().numTensors);
  }
  pack.dispose();
  return { counts, left: tf.memory().numTensors - before };
}
