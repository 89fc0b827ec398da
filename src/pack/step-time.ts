// How long a step will take on this device, from a probe: convolutions as each level of the U-Net has them are timed, and
// what else there is at the level is taken to be as quick.

import * as tf from '@tensorflow/tfjs-core';
import { loadConvolution } from '../nn/layers/convolution';
import { withParameters } from '../nn/parameters';
import type { LevelCost, UNetCost } from '../nn/unet-cost';
import type { WeightSource } from '../nn/weight-source';

/** Multiplications of one convolution of the probe, about. */
const PROBE = 5e7;
/** A level is timed for so long, at most over so many convolutions. */
const LEVEL_MS = 30;
const MOST = 256;
/** No further level is timed after this: it is taken to be as quick as the last. */
const ALL_MS = 1500;

/** @returns seconds for one sample */
export async function measuredSeconds({ levels }: Pick<UNetCost, 'levels'>, now = nowInMs): Promise<number> {
  const began = now();
  let rate = 0; // multiplications a ms
  let ms = 0;
  for (const level of levels.toReversed()) {
    if (rate === 0 || now() - began < ALL_MS) rate = await rateOf(level, now);
    ms += level.multiplications / rate;
  }
  return ms / 1000;
}

const nowInMs = (): number => performance.now();

async function rateOf({ height, width, channels }: LevelCost, now: () => number): Promise<number> {
  const each = 9 * channels * channels;
  const rows = Math.max(1, Math.min(height, Math.round(PROBE / (each * width))));
  const { network, parameters } = withParameters(zeros(channels), (p) =>
    loadConvolution(p, 'probe', { inputs: channels, outputs: channels, size: 3 }),
  );
  const take = async (count: number): Promise<number> => {
    const began = now();
    const out = tf.tidy(() => {
      let h: tf.Tensor4D = tf.zeros([1, rows, width, channels]);
      for (let i = 0; i < count; i++) h = network(h);
      return tf.sum(h);
    });
    await out.data();
    out.dispose();
    return Math.max(0.01, now() - began);
  };
  try {
    await take(1); // what is compiled, is compiled here
    let count = 1;
    let ms = await take(count);
    while (ms < LEVEL_MS && count < MOST) ms = await take((count *= 4));
    return (count * each * rows * width) / ms;
  } finally {
    parameters.dispose();
  }
}

function zeros(channels: number): WeightSource {
  const shapes = new Map([
    ['probe.weight', [channels, channels, 3, 3]],
    ['probe.bias', [channels]],
  ]);
  return {
    owner: 'probe',
    names: [...shapes.keys()],
    shapeOf: (name) => shapes.get(name) ?? null,
    read: (name) => new Float32Array((shapes.get(name) ?? []).reduce((size, side) => size * side, 1)),
  };
}
