// What the adapter reaches at its best: bytes a second in a copy, floating point operations a second in a matrix
// product (tfjs' packed one). Read and written bytes both count.

import * as tf from '@tensorflow/tfjs-core';

export interface Ceilings {
  readonly bytesPerSecond: number;
  readonly flopsPerSecond: number;
}

const sizes = { small: { bytes: 2 ** 24, side: 256 }, large: { bytes: 2 ** 28, side: 4096 } } as const;
const REPEATS = 10;

export async function measureCeilings(gpu: GPUDevice, size: keyof typeof sizes): Promise<Ceilings> {
  const { bytes, side } = sizes[size];
  const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const [from, to] = [gpu.createBuffer({ size: bytes, usage }), gpu.createBuffer({ size: bytes, usage })];
  const copy = async () => {
    const encoder = gpu.createCommandEncoder();
    for (let i = 0; i < REPEATS; i++) encoder.copyBufferToBuffer(from, 0, to, 0, bytes);
    gpu.queue.submit([encoder.finish()]);
    await gpu.queue.onSubmittedWorkDone();
  };
  const a = tf.randomUniform<tf.Rank.R2>([side, side], -1, 1);
  const multiply = async () => {
    const corner = tf.tidy(() => {
      let product = a;
      for (let i = 0; i < REPEATS; i++) product = tf.matMul(product, a);
      return tf.slice(product, [0, 0], [1, 1]);
    });
    await corner.data(); // which waits for all of them
    corner.dispose();
  };
  const seconds = { copy: await best(copy), multiply: await best(multiply) };
  a.dispose();
  from.destroy();
  to.destroy();
  return {
    bytesPerSecond: (2 * bytes * REPEATS) / seconds.copy,
    flopsPerSecond: (2 * side ** 3 * REPEATS) / seconds.multiply,
  };
}

/** Seconds of the fastest of five runs, after one that compiles. */
async function best(run: () => Promise<void>): Promise<number> {
  await run();
  let least = Infinity;
  for (let i = 0; i < 5; i++) {
    const begun = performance.now();
    await run();
    least = Math.min(least, performance.now() - begun);
  }
  return least / 1000;
}
