// Training in the tab, on WASM.

import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chain, chainModel } from '../../src/chain/chain';
import { slicedWasserstein } from '../../src/diffusion/distances/sliced-wasserstein';
import { classAccuracy } from '../../src/diffusion/distances/class-accuracy';
import { drawPoints } from '../../src/diffusion/mixture/draw';
import { presetOf } from '../../src/diffusion/mixture/presets';
import { LOSS_BUCKETS, PLANE_SHAPE, planeScheduler, type TrainSpec } from '../../src/terms/plane';
import { Trainer } from '../../src/train/trainer';
import type { TrainedState } from '../../src/terms/trained';
import { startTestWasm } from '../kernels/start-test-wasm';
import { classIndices, classTarget } from '../../src/terms/target';
import { classifierFree, meanShift } from '../../src/terms/rule';

beforeAll(startTestWasm);
afterEach(() => expect(tf.memory().numTensors).toBe(0));

const scheduler = planeScheduler('cosine');
const { mixture } = presetOf('moons')!;
const plane = { mixture, scheduler };
const small: TrainSpec = {
  seed: 5,
  width: 16,
  batch: 64,
  mostSteps: 60,
  learningRate: 2e-3,
  classDropout: 0.5,
  noisyClassifier: true,
  cleanClassifier: true,
};

async function finish(trainer: Trainer, slice = 1000): Promise<TrainedState> {
  while (await trainer.advance(slice));
  const state = await trainer.exported();
  trainer.dispose();
  return state;
}

describe('a training', () => {
  it('depends on its seed, and not on how its time is sliced', async () => {
    const whole = await finish(Trainer.begin(plane, small));
    const sliced = await finish(Trainer.begin(plane, small), 0);
    expect(sliced.learners).toEqual(whole.learners);
    expect(whole.step).toBe(60);
    const other = await finish(Trainer.begin(plane, { ...small, seed: 6 }));
    expect(other.learners.denoiser!.parameters).not.toEqual(whole.learners.denoiser!.parameters);
  });

  it('goes on from what it exported as if nothing had been', async () => {
    const whole = await finish(Trainer.begin(plane, small));
    const begun = Trainer.begin(plane, small);
    await begun.advance(0);
    const state = await begun.exported();
    expect(state.step).toBeLessThan(60);
    begun.dispose();
    const resumed = await finish(Trainer.restore(plane, small, structuredClone(state)));
    expect(resumed.learners).toEqual(whole.learners);
  });

  it('reports every step once, and the loss of every t', async () => {
    const trainer = Trainer.begin(plane, small);
    expect(trainer.progress()).toMatchObject({ state: 'training', step: 0, seconds: 0 });
    let values = 0;
    for (let goesOn = true; goesOn;) {
      goesOn = await trainer.advance(0);
      const { denoiser, classifier, step, lossByT } = trainer.progress();
      expect(denoiser.raw).toHaveLength(denoiser.smoothed.length);
      expect(classifier!.raw).toHaveLength(denoiser.raw.length);
      values += denoiser.raw.length;
      expect(step).toBe(values);
      expect(lossByT).toHaveLength(LOSS_BUCKETS);
      expect(lossByT.every((loss) => loss > 0)).toBe(true);
    }
    expect(values).toBe(60);
    expect(trainer.state).toBe('finished');
    expect(await trainer.advance(1000)).toBe(false);
    expect(trainer.progress().denoiser.raw).toHaveLength(0);
    trainer.dispose();
  });

  it('leaves no tensor behind, ten times over', async () => {
    const counts: number[] = [];
    for (let i = 0; i < 10; i++) {
      const trainer = Trainer.begin(plane, { ...small, mostSteps: 20 });
      while (await trainer.advance(0));
      await trainer.denoiser().predict(Float32Array.of(1, 2), Float32Array.of(3), null);
      counts.push(tf.memory().numTensors);
      trainer.dispose();
      expect(tf.memory().numTensors).toBe(0);
    }
    expect(new Set(counts).size).toBe(1);
  });

  it('may be disposed while a slice is on its way', async () => {
    const trainer = Trainer.begin(plane, small);
    const slice = trainer.advance(1000);
    trainer.dispose();
    expect(await slice).toBe(false);
  });

  it('notices NaN, says so and keeps the last good weights', async () => {
    const trainer = Trainer.begin(plane, small);
    await trainer.advance(0);
    const good = await trainer.exported();
    trainer.dispose();
    const spoilt = {
      means: mixture.means.map((mean) => mean * 1e30),
      variances: mixture.variances,
    };
    const later = Trainer.restore({ mixture: { ...mixture, ...spoilt }, scheduler }, small, good);
    expect(await later.advance(0)).toBe(false);
    expect(later.progress()).toMatchObject({ state: 'not-a-number', step: good.step });
    expect((await later.exported()).learners).toEqual(good.learners);
    later.dispose();
  });

  it('trains what it is told to, and has a guide for nothing else', () => {
    const alone = Trainer.begin(plane, {
      ...small,
      classDropout: 1,
      noisyClassifier: false,
      cleanClassifier: false,
    });
    expect([alone.guide('learned'), alone.guide('clean')]).toEqual([null, null]);
    alone.dispose();
    const all = Trainer.begin(plane, small);
    expect([all.guide('learned'), all.guide('clean')]).not.toContain(null);
    all.dispose();
  });

  it.each([
    [{ seed: -1 }, 'expected a seed'],
    [{ width: 4 }, 'expected a width'],
    [{ batch: 1e6 }, 'expected a batch'],
    [{ mostSteps: 0 }, 'expected steps'],
    [{ learningRate: NaN }, 'expected a learning rate'],
    [{ classDropout: 2 }, 'expected a share'],
  ])('refuses %j', (changes, sentence) => {
    expect(() => Trainer.begin(plane, { ...small, ...changes })).toThrow(sentence);
  });
});

describe('what it learns', () => {
  it('are the moons, and to tell them apart', async () => {
    const spec = { ...small, width: 32, batch: 256, mostSteps: 800, cleanClassifier: false };
    const trainer = Trainer.begin(plane, spec);
    while (await trainer.advance(1000));
    const n = 600;
    const lanes = Array.from({ length: n }, (_, i) => ({
      target: classTarget(i % 2),
      guidanceScale: 2,
      seed: i,
    }));
    const sample = async (kind: 'learned' | 'classifier-free' | null) => {
      const model = chainModel({
        denoiser: trainer.denoiser(),
        guides: new Map(kind === 'learned' ? [[kind, trainer.guide(kind)!]] : []),
        info: { sampleShape: PLANE_SHAPE, scheduler },
      });
      let points = new Float32Array(0);
      const run = { sampler: { kind: 'ddpm' }, rule: meanShift, steps: 50, from: null } as const;
      const ruled =
        kind === 'classifier-free' ? lanes.map((lane) => ({ ...lane, rule: classifierFree })) : lanes;
      for await (const { xPrev } of chain(model, run, () => ruled)) points = xPrev;
      return points;
    };
    const truth = drawPoints(mixture, n, 1, 0).points;
    const untouched = slicedWasserstein(drawPoints(mixture, n, 1, 1).points, truth);
    expect(slicedWasserstein(await sample(null), truth)).toBeLessThan(3 * untouched);
    const targets = [...classIndices(lanes.map(({ target }) => target))];
    expect(classAccuracy(mixture, await sample('learned'), targets)).toBeGreaterThan(0.95);
    expect(classAccuracy(mixture, await sample('classifier-free'), targets)).toBeGreaterThan(0.95);
    trainer.dispose();
  });
});
