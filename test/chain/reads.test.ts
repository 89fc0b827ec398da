// How often a step waits for the GPU: networks whose answers come by the way that those on a GPU take.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { chain } from '../../src/chain/chain';
import type { Denoiser, Guide } from '../../src/terms/networks';
import type { Lane } from '../../src/terms/lane';
import { classifierFree, meanShift, type RunRule } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { fakeDevice } from '../kernels/fake-device';
import { stubModel } from './stub-model';

beforeEach(() => {
  vi.stubGlobal('GPUBufferUsage', { MAP_READ: 1, COPY_DST: 8 });
  vi.stubGlobal('GPUMapMode', { READ: 1 });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const STEPS = 10;
const guided: Lane = { target: classTarget(1), guidanceScale: 2, seed: 5 };
const free: Lane = { ...guided, guide: 'free', rule: classifierFree };

/** Reads of each step of a run. */
async function readsOf(rule: RunRule, lanes: readonly Lane[]): Promise<readonly number[]> {
  const device = fakeDevice();
  const reading = async () => {
    const coming = device.read([device.place(Float32Array.of(1))]);
    setTimeout(device.answer, 0);
    await coming;
  };
  const model = stubModel();
  const denoiser: Denoiser = {
    ...model.denoiser,
    predict: async (...given) => {
      await reading();
      return await model.denoiser.predict(...given);
    },
  };
  const inner = model.guides.get('classifier')!;
  const guide: Guide = {
    ...inner,
    evaluate: async (...given) => {
      await reading();
      return await inner.evaluate(...given);
    },
  };
  const spec = { sampler: { kind: 'ddpm' }, rule, steps: STEPS, from: null } as const;
  const reads: number[] = [];
  let before = 0;
  const asked = { ...model, denoiser, guides: new Map([['classifier', guide]]) };
  for await (const step of chain(asked, spec, () => lanes)) {
    void step;
    reads.push(device.counts.reads - before);
    before = device.counts.reads;
  }
  return reads;
}

const every = (reads: number) => Array.from({ length: STEPS }, () => reads);

// If it broke: each step would wait for the GPU twice.
it('is once where the rule asks about x_t: denoiser and guide, and both halves of classifier-free', async () => {
  expect(await readsOf(meanShift, [guided, { ...guided, guidanceScale: 0 }])).toEqual(every(1));
  expect(await readsOf(meanShift, [free])).toEqual(every(1));
  expect(await readsOf(meanShift, [guided, free])).toEqual(every(1));
});

// If it broke: an update would be asked in the same breath as the one that it follows from, or twice.
it('is once more for each of the K updates', async () => {
  const rule: RunRule = { kind: 'updates', count: 3, length: 0.1, weight: 0.01, quiet: 0.2, sign: true };
  expect(await readsOf(rule, [guided])).toEqual([4, 4, 4, 4, 4, 4, 4, 4, 1, 1]);
});
