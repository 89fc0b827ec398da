// The weights in models/plane: every preset has some, small, that make points of its classes.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chain, chainModel } from '../../src/chain/chain';
import { classAccuracy } from '../../src/diffusion/distances/class-accuracy';
import { slicedWasserstein } from '../../src/diffusion/distances/sliced-wasserstein';
import { drawPoints } from '../../src/diffusion/mixture/draw';
import { presets, type PlanePreset } from '../../src/diffusion/mixture/presets';
import { openSafetensors } from '../../src/pack/safetensors';
import { PLANE_SHAPE, type PlaneSchedule, planeScheduler } from '../../src/terms/plane';
import type { Sampler } from '../../src/terms/scheduler';
import { loadPlaneNetworks } from '../../src/train/loaded-networks';
import { startTestWasm } from '../kernels/start-test-wasm';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';

beforeAll(startTestWasm);
afterEach(() => expect(tf.memory().numTensors).toBe(0));

const folder = resolve(import.meta.dirname, '../../models/plane');
const n = 600;

function weightsOf(id: string) {
  const bytes = readFileSync(resolve(folder, `${id}.safetensors`));
  return openSafetensors(new Map([[id, bytes]]), id);
}

async function sample(
  { id, mixture }: PlanePreset,
  schedule: PlaneSchedule,
  sampler: Sampler,
  guidanceScale: number,
) {
  const scheduler = planeScheduler(schedule);
  const networks = loadPlaneNetworks({ mixture, scheduler }, weightsOf(id));
  const model = chainModel({
    denoiser: networks.denoiser(),
    guides: new Map(guidanceScale > 0 ? [['learned', networks.guide('learned')]] : []),
    info: { sampleShape: PLANE_SHAPE, scheduler },
  });
  const targets = Array.from({ length: n }, (_, i) => i % mixture.classes.length);
  const lanes = targets.map((target, i) => ({ target: classTarget(target), guidanceScale, seed: i }));
  let points = new Float32Array(0);
  for await (const { xPrev } of chain(
    model,
    { sampler, rule: meanShift, steps: 50, from: null },
    () => lanes,
  ))
    points = xPrev;
  networks.dispose();
  return { points, targets };
}

describe('shipped weights', () => {
  it.each(presets)('of $id are small', ({ id }) => {
    expect(readFileSync(resolve(folder, `${id}.safetensors`)).length).toBeLessThanOrEqual(60_000);
  });

  it.each(presets)('of $id make its points under either schedule', async (preset) => {
    const truth = drawPoints(preset.mixture, n, 1, 0).points;
    const fresh = slicedWasserstein(drawPoints(preset.mixture, n, 1, 1).points, truth);
    const cosine = await sample(preset, 'cosine', { kind: 'ddpm' }, 0);
    expect(slicedWasserstein(cosine.points, truth)).toBeLessThan(2 * fresh);
    const linear = await sample(preset, 'linear', { kind: 'ddim', eta: 0 }, 0);
    expect(slicedWasserstein(linear.points, truth)).toBeLessThan(2.5 * fresh);
  });

  it.each(presets)('of $id guide to the class that was asked for, with either sampler', async (preset) => {
    for (const sampler of [{ kind: 'ddpm' }, { kind: 'ddim', eta: 0 }] as const) {
      const { points, targets } = await sample(preset, 'cosine', sampler, preset.guidanceScale);
      const accuracy = classAccuracy(preset.mixture, points, targets);
      expect(accuracy).toBeGreaterThan(preset.separable ? 0.95 : 0.6);
    }
  });

  it('of one preset are refused by another', () => {
    const [moons, petals] = [presets[0]!, presets.find(({ id }) => id === 'petals')!];
    expect(() =>
      loadPlaneNetworks(
        { mixture: petals.mixture, scheduler: planeScheduler('cosine') },
        weightsOf(moons.id),
      ),
    ).toThrow('expected');
  });
});
