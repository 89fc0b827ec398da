// Trainings under another weighting of the loss, and what of their gradients is chance, on WASM.

import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lossWeights, boundWeights } from '../../src/diffusion/loss-weights';
import { presetOf } from '../../src/diffusion/mixture/presets';
import { createSchedule } from '../../src/diffusion/schedule';
import { boundTables, lossWeight } from '../../src/measures/bound';
import { bitsOfLoss } from '../../src/measures/point-bound';
import { initialParameters } from '../../src/train/initial-parameters';
import { networkOf } from '../../src/train/tasks';
import { trainingBatches } from '../../src/train/training-batch';
import { Trainer } from '../../src/train/trainer';
import { planeScheduler, type LossWeighting, type TrainSpec } from '../../src/terms/plane';
import { startTestWasm } from '../kernels/start-test-wasm';

beforeAll(startTestWasm);
afterEach(() => expect(tf.memory().numTensors).toBe(0));

const { mixture } = presetOf('moons')!;
const spec: TrainSpec = {
  seed: 5,
  width: 8,
  batch: 16,
  mostSteps: 20,
  learningRate: 2e-3,
  classDropout: 0.5,
  noisyClassifier: false,
  cleanClassifier: false,
};

describe.each(['linear', 'cosine'] as const)('the weights, %s', (schedule) => {
  const scheduler = planeScheduler(schedule);
  const { alphasCumprod } = createSchedule(scheduler);
  const tables = boundTables(scheduler, createSchedule(scheduler));
  const weights = boundWeights(alphasCumprod);

  it('of L_vlb are those of the bound, as it has them from β and Σ', () => {
    for (const t of [1, 2, 10, 500, 999]) expect(weights[t]! / lossWeight(tables[t]!)).toBeCloseTo(1, 9);
    // a Gaussian's nats rise by this for each unit of the ε-error
    const last = (bitsOfLoss(tables[0]!, 3) - bitsOfLoss(tables[0]!, 1)) / 2;
    expect(weights[0]! / (last * Math.LN2)).toBeCloseTo(1, 9);
  });

  it('of v are those of ε times ᾱ, and 1 on average', () => {
    const mean = (numbers: Float64Array) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
    const [plain, simple, vlb] = (['prediction', 'simple', 'vlb'] as const).map((weighting) =>
      lossWeights(scheduler, weighting),
    );
    expect(plain).toEqual(new Float64Array(1000).fill(1));
    expect(mean(simple!)).toBeCloseTo(1, 9);
    expect(mean(vlb!)).toBeCloseTo(1, 9);
    const share = simple![10]! / alphasCumprod[10]!;
    for (const t of [0, 100, 999]) {
      expect(simple![t]! / alphasCumprod[t]! / share).toBeCloseTo(1, 9);
      expect(
        vlb![t]! / vlb![10]! / ((simple![t]! * weights[t]!) / (simple![10]! * weights[10]!)),
      ).toBeCloseTo(1, 9);
    }
    expect(lossWeights({ ...scheduler, predictionType: 'epsilon' }, 'simple')).toEqual(plain);
  });
});

describe('a training under a weighting', () => {
  const scheduler = planeScheduler('cosine');

  async function trained(weighting?: LossWeighting) {
    const trainer = Trainer.begin({ mixture, scheduler }, { ...spec, ...(weighting && { weighting }) });
    while (await trainer.advance(0));
    const { learners } = await trainer.exported();
    trainer.dispose();
    return learners.denoiser!.parameters;
  }

  it('is another one, and of the prediction the usual one', async () => {
    const usual = await trained();
    expect(await trained('prediction')).toEqual(usual);
    expect(await trained('simple')).not.toEqual(usual);
    expect(await trained('vlb')).not.toEqual(await trained('simple'));
  });

  it('has gradients whose inner products are those of finite differences', async () => {
    const trainer = Trainer.begin({ mixture, scheduler }, spec);
    const found = await trainer.gradients();
    trainer.dispose();
    expect(found.map(({ weighting, times }) => `${weighting} ${times}`)).toEqual([
      'simple spread',
      'vlb spread',
      'simple random',
      'vlb random',
    ]);
    const network = networkOf('denoiser', { mixture, scheduler }, spec.width);
    const parameters = Float64Array.from(initialParameters(network.sizes, spec.seed, 0));
    for (const { weighting, times, products } of found) {
      const weights = lossWeights(scheduler, weighting);
      const gradients = [0, 1].map((batch) => {
        const { xt, t, shownLabels, goal } = trainingBatches({ mixture, scheduler }, spec)(
          2_000_000 + batch,
          times,
        );
        const rows = network.features.rows(xt, t, shownLabels);
        const loss = (values: Float64Array) =>
          meanLoss(
            network.sizes,
            values,
            rows,
            goal,
            Float64Array.from(t, (at) => weights[at]!),
          );
        return parameters.map((value, i) => {
          const step = 1e-5;
          const moved = (by: number) => loss(parameters.with(i, value + by));
          return (moved(step) - moved(-step)) / (2 * step);
        });
      });
      const K = Math.sqrt(products.length);
      for (const [i, j] of [
        [0, 0],
        [0, 1],
        [1, 1],
      ] as const) {
        const expected = gradients[i]!.reduce((sum, each, p) => sum + each * gradients[j]![p]!, 0);
        const scale = Math.sqrt(products[0]! * products[K + 1]!);
        expect(Math.abs(products[i * K + j]! - expected)).toBeLessThan(1e-4 * scale);
      }
    }
  });
});

/** Half of the weighted squares, per point, in plain arithmetic. */
function meanLoss(
  sizes: readonly number[],
  parameters: Float64Array,
  rows: Float32Array,
  goal: Float32Array,
  weights: Float64Array,
): number {
  const B = weights.length;
  let sum = 0;
  for (let b = 0; b < B; b++) {
    let values = Array.from(rows.subarray(b * sizes[0]!, (b + 1) * sizes[0]!));
    let at = 0;
    for (let layer = 1; layer < sizes.length; layer++) {
      const [inputs, outputs] = [sizes[layer - 1]!, sizes[layer]!];
      const next = Array.from({ length: outputs }, (_, o) =>
        values.reduce(
          (total, value, i) => total + value * parameters[at + i * outputs + o]!,
          parameters[at + inputs * outputs + o]!,
        ),
      );
      at += (inputs + 1) * outputs;
      values = layer === sizes.length - 1 ? next : next.map((z) => z / (1 + Math.exp(-z)));
    }
    sum += weights[b]! * values.reduce((total, value, i) => total + (value - goal[2 * b + i]!) ** 2, 0);
  }
  return sum / (2 * B);
}
