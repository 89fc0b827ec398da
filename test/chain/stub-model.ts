// A model whose answers are known: the exact denoiser and guide of data N(mean_y, spread²·I) with two
// equally likely classes at ±mean. It lets the chain be tested without weights.

import { createSchedule } from '../../src/diffusion/schedule';
import type { ChainModel } from '../../src/chain/chain';
import type { Denoiser, Guide } from '../../src/terms/networks';
import { classIndices } from '../../src/terms/target';
import { linearConfig } from '../diffusion/config';

export const MEANS = [0.5, -0.5] as const;
export const SPREAD = 0.1;

/** Samples of one number each; batches of any size. `calls` counts the networks' evaluations. */
export function stubModel(): ChainModel & { calls: { denoiser: number; guide: number } } {
  const schedule = createSchedule(linearConfig);
  const calls = { denoiser: 0, guide: 0 };
  const posterior = (x: number, t: number) => {
    const a = schedule.alphasCumprod[t]!;
    const variance = a * SPREAD ** 2 + 1 - a;
    const logits = MEANS.map((m) => -((x - Math.sqrt(a) * m) ** 2) / (2 * variance));
    const top = Math.max(...logits);
    const weights = logits.map((l) => Math.exp(l - top));
    const sum = weights.reduce((p, w) => p + w, 0);
    return { a, variance, probs: weights.map((w) => w / sum) };
  };
  const denoiser: Denoiser = {
    sampleShape: [1, 1, 1],
    predict(xt, t) {
      calls.denoiser++;
      return Promise.resolve(
        xt.map((x, i) => {
          const { a, variance, probs } = posterior(x, t[i]!);
          const score = probs.reduce((s, p, k) => s - (p * (x - Math.sqrt(a) * MEANS[k]!)) / variance, 0);
          return -Math.sqrt(1 - a) * score;
        }),
      );
    },
    dispose: () => {},
  };
  const guide: Guide = {
    evaluate(xt, t, asked) {
      calls.guide++;
      const targets = classIndices(asked);
      const all = Array.from(xt, (x, i) => ({ x, y: targets[i]!, ...posterior(x, t[i]!) }));
      return Promise.resolve({
        value: Float32Array.from(all, ({ probs, y }) => Math.log(probs[y]!)),
        gradient: Float32Array.from(all, ({ x, y, a, variance, probs }) => {
          const pull = (k: number) => -(x - Math.sqrt(a) * MEANS[k]!) / variance;
          return pull(y) - probs.reduce((s, p, k) => s + p * pull(k), 0);
        }),
        beliefs: Float32Array.from(all.flatMap(({ probs }) => probs)),
      });
    },
    dispose: () => {},
  };
  const pack = { sampleShape: denoiser.sampleShape, scheduler: { ...linearConfig, clipRange: null } };
  return { denoiser, guides: new Map([['classifier', guide]]), pack, schedule, calls };
}
