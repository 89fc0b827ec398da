// The exact denoiser and guide as the chain sees them.

import { describe, expect, it } from 'vitest';
import { slicedWasserstein } from '../../../src/diffusion/distances/sliced-wasserstein';
import { classAccuracy } from '../../../src/diffusion/distances/class-accuracy';
import { conditionalMixture } from '../../../src/diffusion/mixture/conditional';
import { drawPoints } from '../../../src/diffusion/mixture/draw';
import { empiricalMixture } from '../../../src/diffusion/mixture/empirical';
import { exactDenoiser } from '../../../src/diffusion/mixture/exact-denoiser';
import { exactGuide } from '../../../src/diffusion/mixture/exact-guide';
import { presetOf } from '../../../src/diffusion/mixture/presets';
import { interpret } from '../../../src/diffusion/prediction';
import { createSchedule } from '../../../src/diffusion/schedule';
import { type Mixture, PLANE_SHAPE, planeScheduler } from '../../../src/terms/plane';
import type { PredictionType, Sampler } from '../../../src/terms/scheduler';
import { chain, chainModel } from '../../../src/chain/chain';
import { meanShift } from '../../../src/terms/rule';
import { classTarget } from '../../../src/terms/target';

const scheduler = planeScheduler('cosine');
const petals = presetOf('petals')!.mixture;

async function sample(mixture: Mixture, n: number, target: number, scale: number, sampler: Sampler) {
  const model = chainModel({
    denoiser: exactDenoiser({ mixture, scheduler }),
    guides: new Map([['exact', exactGuide({ mixture, scheduler })]]),
    info: { sampleShape: PLANE_SHAPE, scheduler },
  });
  const lanes = Array.from({ length: n }, (_, i) => ({
    target: classTarget(target),
    guidanceScale: scale,
    seed: i,
  }));
  let points = new Float32Array(0);
  for await (const step of chain(model, { sampler, rule: meanShift, steps: 100, from: null }, () => lanes))
    points = step.xPrev;
  return points;
}

describe('the exact denoiser', () => {
  it('means the same x̂_0 and ε by ε, x_0 and v', async () => {
    const xt = Float32Array.of(0.3, -1.2, 2, 0.1, -0.5, -0.5);
    const { alphasCumprod } = createSchedule(scheduler);
    for (const t of [3, 400, 900]) {
      const readings = await Promise.all(
        (['epsilon', 'sample', 'v_prediction'] as const).map(async (predictionType: PredictionType) => {
          const denoiser = exactDenoiser({ mixture: petals, scheduler: { ...scheduler, predictionType } });
          const output = await denoiser.predict(xt, new Float32Array(3).fill(t), null);
          return interpret(xt, output, predictionType, alphasCumprod[t]!);
        }),
      );
      for (const { eps, predX0 } of readings) {
        for (let i = 0; i < xt.length; i++) {
          expect(predX0[i]).toBeCloseTo(readings[2]!.predX0[i]!, 4);
          expect(eps[i]).toBeCloseTo(readings[2]!.eps[i]!, t < 10 ? 2 : 4); // ε from x̂_0 divides by a small √(1-ᾱ)
        }
      }
    }
  });

  it('gives each lane the t of its own', async () => {
    const denoiser = exactDenoiser({ mixture: petals, scheduler });
    const both = await denoiser.predict(Float32Array.of(1, 0.5, 1, 0.5), Float32Array.of(10, 700), null);
    const late = await denoiser.predict(Float32Array.of(1, 0.5), Float32Array.of(700), null);
    expect(both.slice(2)).toEqual(late);
    expect(both[0]).not.toBeCloseTo(both[2]!, 3);
  });
});

describe('the exact chain', () => {
  it('ends in the data', async () => {
    const points = await sample(petals, 500, 0, 0, { kind: 'ddpm' });
    const truth = drawPoints(petals, 500, 1, 0).points;
    const other = drawPoints(petals, 500, 1, 1).points;
    expect(slicedWasserstein(points, truth)).toBeLessThan(1.5 * slicedWasserstein(other, truth));
  });

  it.each([{ kind: 'ddpm' }, { kind: 'ddim', eta: 0 }] as const)(
    'guided at s = 1 ends in the class that was asked for ($kind)',
    async (sampler) => {
      const points = await sample(petals, 500, 2, 1, sampler);
      const conditional = conditionalMixture(petals, 2);
      const truth = drawPoints(conditional, 500, 1, 0).points;
      const other = drawPoints(conditional, 500, 1, 1).points;
      expect(classAccuracy(petals, points, new Int32Array(500).fill(2))).toBeGreaterThan(0.95);
      expect(slicedWasserstein(points, truth)).toBeLessThan(2 * slicedWasserstein(other, truth));
    },
  );

  it('memorises drawn data: it ends in the drawn points', async () => {
    const drawn = drawPoints(petals, 30, 5, 0);
    const mixture = empiricalMixture(drawn.points, drawn.labels, petals.classes);
    const { means } = mixture;
    const points = await sample(mixture, 200, 0, 0, { kind: 'ddpm' });
    const toNearest = (x: number, y: number) =>
      Math.min(...Array.from(drawn.labels, (_, m) => Math.hypot(x - means[2 * m]!, y - means[2 * m + 1]!)));
    const nearest = Array.from({ length: 200 }, (_, i) => toNearest(points[2 * i]!, points[2 * i + 1]!));
    expect(Math.max(...nearest)).toBeLessThan(0.1);
  });
});

describe('the exact guide', () => {
  it('tells nothing in pure noise, and everything of clean points', async () => {
    const guide = exactGuide({ mixture: petals, scheduler });
    const { points, labels } = drawPoints(petals, 50, 3, 0);
    const targets = Array.from(labels, classTarget);
    const noisy = await guide.evaluate(points, new Float32Array(50).fill(999), targets, null);
    const clean = await guide.evaluate(points, new Float32Array(50), targets, null);
    expect(Math.max(...noisy.gradient.map(Math.abs))).toBeLessThan(1e-3);
    expect(Math.exp(noisy.value[0]!)).toBeCloseTo(1 / 6, 2);
    expect(clean.value.filter((value) => Math.exp(value) > 0.9).length).toBeGreaterThan(45);
    expect(noisy.beliefs).toHaveLength(300);
  });
});
