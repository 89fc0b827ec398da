// Features, guides and weights of the plane's networks.

import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chain, chainModel } from '../../src/chain/chain';
import { createSchedule } from '../../src/diffusion/schedule';
import { interpret } from '../../src/diffusion/prediction';
import { planeClassifier } from '../../src/nn/plane-classifier';
import { classifierConfig, denoiserConfig } from '../../src/nn/plane-config';
import { planeDenoiser, predictPlane } from '../../src/nn/plane-denoiser';
import { PlaneFeatures } from '../../src/nn/plane-features';
import { planeNetwork, type PlaneNetwork } from '../../src/nn/plane-network';
import { namedPlaneTensors, readPlaneParameters } from '../../src/nn/plane-weights';
import { PLANE_SHAPE, planeScheduler } from '../../src/terms/plane';
import { initialParameters } from '../../src/train/initial-parameters';
import { numbers } from '../kernels/numbers';
import { startTestWasm } from '../kernels/start-test-wasm';
import { classifierFree, meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';

beforeAll(startTestWasm);
afterEach(() => expect(tf.memory().numTensors).toBe(0));

const T = 1000;
const B = 6;
const xt = new Float32Array(numbers(2 * B, 4));
const t = Float32Array.of(0, 10, 200, 500, 900, 999);
const targets = Int32Array.of(0, 1, 2, 0, 1, 2);
const asked = Array.from(targets, classTarget);

/** A network of weights that say something, for as long as `body` takes. */
async function withNetwork(
  network: PlaneNetwork,
  body: (parameters: () => tf.Tensor1D) => Promise<void>,
): Promise<void> {
  const tensor = tf.tensor1d(initialParameters(network.sizes, 3, 0).map((value) => 1.5 * value));
  await body(() => tensor);
  tensor.dispose();
}

describe('features', () => {
  const features = new PlaneFeatures(denoiserConfig(T, 3, 16));

  it('have a gradient, by finite differences', () => {
    const slope = new Float32Array(numbers(B * features.count, 5));
    const value = (at: Float32Array) =>
      features.rows(at, t, null).reduce((sum, f, i) => sum + f * slope[i]!, 0);
    const gradient = features.gradient(features.rows(xt, t, null), slope);
    xt.forEach((_, i) => {
      const moved = (by: number) => value(xt.map((x, j) => (j === i ? x + by : x)));
      expect(gradient[i]).toBeCloseTo((moved(1e-2) - moved(-1e-2)) / 2e-2, 1);
    });
  });

  it('tell apart every t and every class, the null class too', () => {
    const rows = (time: number, label: number) =>
      features.rows(Float32Array.of(1, 1), Float32Array.of(time), Int32Array.of(label)).join();
    const all = new Set(
      [...Array(T).keys()].flatMap((time) => [-1, 0, 1, 2].map((label) => rows(time, label))),
    );
    expect(all.size).toBe(4 * T);
  });

  it('lie between those of whole t', () => {
    const at = (time: number) => features.rows(Float32Array.of(0, 0), Float32Array.of(time), null);
    const [low, high, between] = [at(100), at(101), at(100.25)];
    between.forEach((value, i) => expect(value).toBeCloseTo(0.75 * low[i]! + 0.25 * high[i]!, 6));
  });
});

describe('the classifier as a guide', () => {
  const logPriors = Float32Array.of(0.5, 0.3, 0.2).map(Math.log);
  const alphas = createSchedule(planeScheduler('cosine')).alphasCumprod;
  const onCleanPoints = { signals: null, logPriors };
  const onNoisyPoints = { signals: Float32Array.from(alphas, Math.sqrt), logPriors };

  it.each([
    ['noisy', onNoisyPoints],
    ['clean', onCleanPoints],
  ])('has the gradient of its value (on %s points)', async (_, readout) => {
    const network = planeNetwork(classifierConfig(T, 3, 16));
    await withNetwork(network, async (parameters) => {
      const guide = planeClassifier(network, parameters, readout);
      const ask = (at: Float32Array<ArrayBuffer>) => guide.evaluate(at, t, asked, null);
      const { value, gradient, beliefs } = await ask(xt);
      for (let axis = 0; axis < 2; axis++) {
        const moved = (by: number) => ask(xt.map((x, i) => (i % 2 === axis ? x + by : x)));
        const [after, before] = [await moved(5e-3), await moved(-5e-3)];
        for (let b = 0; b < B; b++) {
          expect(gradient[2 * b + axis]).toBeCloseTo((after.value[b]! - before.value[b]!) / 1e-2, 2);
        }
      }
      for (let b = 0; b < B; b++) {
        const row = beliefs!.slice(3 * b, 3 * b + 3);
        expect(row[0]! + row[1]! + row[2]!).toBeCloseTo(1, 6);
        expect(Math.log(row[targets[b]!]!)).toBeCloseTo(value[b]!, 5);
      }
    });
  });

  it('falls back on the priors in pure noise, as √ᾱ does', async () => {
    const network = planeNetwork(classifierConfig(T, 3, 16));
    await withNetwork(network, async (parameters) => {
      const guide = planeClassifier(network, parameters, onNoisyPoints);
      const last = new Float32Array(B).fill(T - 1);
      const { gradient, beliefs } = await guide.evaluate(xt, last, asked, null);
      expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(20 * Math.sqrt(alphas[T - 1]!));
      [0.5, 0.3, 0.2].forEach((prior, k) => expect(beliefs![k]).toBeCloseTo(prior, 3));
    });
  });

  it('does not hear t where it has seen clean points only', async () => {
    const network = planeNetwork(classifierConfig(T, 3, 16));
    await withNetwork(network, async (parameters) => {
      const guide = planeClassifier(network, parameters, onCleanPoints);
      const now = await guide.evaluate(xt, t, asked, null);
      expect(await guide.evaluate(xt, new Float32Array(B), asked, null)).toEqual(now);
    });
  });
});

describe('classifier-free guidance', () => {
  it.each(['epsilon', 'sample', 'v_prediction'] as const)(
    'is (1 + w)·ε_c - w·ε_u, of a network of %s',
    async (predictionType) => {
      const config = { ...planeScheduler('cosine'), predictionType };
      const network = planeNetwork(denoiserConfig(T, 3, 16));
      await withNetwork(network, async (parameters) => {
        const model = chainModel({
          denoiser: planeDenoiser(network, parameters),
          guides: new Map(),
          info: { sampleShape: PLANE_SHAPE, scheduler: config },
        });
        const s = 1 + 2; // Ho & Salimans' w is 2
        const lanes = asked.map((target) => ({
          target,
          guidanceScale: s,
          seed: 0,
          rule: classifierFree,
        }));
        const from = { t: 500, xt, before: null };
        const spec = { sampler: { kind: 'ddim', eta: 0 }, rule: meanShift, steps: 10, from } as const;
        const { value: step } = await chain(model, spec, () => lanes).next();
        const { alphaCumprod } = step!.transition;
        const times = new Float32Array(B).fill(step!.transition.t);
        const read = async (labels: Int32Array | null) =>
          interpret(
            xt,
            await predictPlane(network, parameters, xt, times, labels),
            predictionType,
            alphaCumprod,
          );
        const [without, withClass] = [await read(null), await read(targets)];
        for (let i = 0; i < xt.length; i++) {
          const eps = 3 * withClass.eps[i]! - 2 * without.eps[i]!; // (1 + w)·ε_c - w·ε_u
          const x0 = (xt[i]! - Math.sqrt(1 - alphaCumprod) * eps) / Math.sqrt(alphaCumprod);
          expect(step!.guidedPredX0[i]).toBeCloseTo(x0, 4);
        }
      });
    },
  );
});

describe('weights', () => {
  const network = planeNetwork(denoiserConfig(T, 4, 16));
  const parameters = initialParameters(network.sizes, 1, 0);
  const tensors = new Map(
    namedPlaneTensors('denoiser', network, parameters).map((tensor) => [tensor.name, tensor]),
  );
  const source = {
    owner: 'moons',
    names: [...tensors.keys()],
    shapeOf: (name: string) => tensors.get(name)?.shape ?? null,
    read: (name: string) => tensors.get(name)!.values.slice(),
  };

  it('come back as they were named', () => {
    expect(readPlaneParameters(source, 'denoiser', network)).toEqual(parameters);
  });

  it('of another network are refused', () => {
    const other = planeNetwork(denoiserConfig(T, 5, 16));
    expect(() => readPlaneParameters(source, 'denoiser', other)).toThrow(
      'moons: expected "denoiser.0.weight" of 16 × 39, got 16 × 38.',
    );
    expect(() => readPlaneParameters(source, 'noisy', network)).toThrow('got none');
  });
});
