// How many tensors are alive after each step of a guided run on the current backend.

import * as tf from '@tensorflow/tfjs-core';
import { chain } from '../../src/chain/chain';
import { createSchedule } from '../../src/diffusion/schedule';
import type { PackFiles } from '../../src/pack/files';
import { openPack } from '../../src/pack/open-pack';

/** @returns one number for each step, and what is alive once the pack is disposed, less what was before */
export async function tensorCounts(
  files: PackFiles,
  steps: number,
): Promise<{ readonly counts: number[]; readonly left: number }> {
  const before = tf.memory().numTensors;
  const pack = await openPack(files, () => {});
  const config = pack.info.scheduler;
  const model = { denoiser: pack.denoiser, guide: pack.guide, config, schedule: createSchedule(config) };
  const lanes = [2, 0].map((guidanceScale) => ({ target: 1, guidanceScale, seed: 1 }));
  const counts: number[] = [];
  const sampler = { kind: 'ddpm' } as const;
  for await (const _ of chain(model, { sampler, steps, from: null }, () => lanes)) {
    counts.push(tf.memory().numTensors);
  }
  pack.dispose();
  return { counts, left: tf.memory().numTensors - before };
}
