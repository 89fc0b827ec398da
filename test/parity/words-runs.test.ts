// Runs of training/words/fixtures.py, a step at a time from the reference's own x_t: what the networks say along a
// chain, and where their gradients take it. The arithmetic of the rules is written out here; signs of numbers near 0
// may differ.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { normalBatch } from '../../src/diffusion/noise/gaussian';
import { chosenValues } from '../../src/nn/slots';
import { openTextClassifier } from '../../src/nn/words/text-classifier';
import { openTextDenoiser } from '../../src/nn/words/text-denoiser';
import { tokensOfLength } from '../../src/nn/words/tokens';
import { parseTextClassifierConfig } from '../../src/pack/configs/text-classifier-config';
import { parseTextDenoiserConfig } from '../../src/pack/configs/text-denoiser-config';
import { startTestWasm } from '../kernels/start-test-wasm';
import { maxDistance } from './reference';
import type { Read } from './guide-cases';
import { textFiles } from './words-cases';

const root = resolve(import.meta.dirname, '../..');
const read: Read = (path) => readFile(resolve(root, path));

beforeAll(async () => {
  await startTestWasm();
});

type Samples = Float32Array<ArrayBuffer>;
/** x_t at t, with the x_0 that was predicted last, to a gradient. */
type Gradient = (xt: Samples, t: Float32Array, before: Samples | null) => Promise<Samples>;

const SMALL = 'test/parity/words/small';
const packs = [
  { reference: 'small', denoiser: `${SMALL}/denoiser`, classifier: `${SMALL}/classifier`, slot: 1, label: 2 },
  {
    reference: 'small-self-conditioned',
    denoiser: `${SMALL}/self-conditioned-denoiser`,
    classifier: `${SMALL}/classifier`,
    slot: 1,
    label: 2,
  },
  {
    reference: 'words',
    denoiser: 'models/words/denoiser',
    classifier: 'models/words/classifier',
    slot: 0,
    label: 1,
  },
] as const;

describe.each(packs)('$reference', ({ reference, denoiser: folder, classifier: other, slot, label }) => {
  const open = async (way: string) => {
    const { json, source, reference: run } = await textFiles(read, { folder, reference }, way);
    const denoiser = openTextDenoiser(parseTextDenoiserConfig(json, 'config.json'), source);
    const files = await textFiles(read, { folder: other, reference }, way);
    const classifier = openTextClassifier(parseTextClassifierConfig(files.json, 'config.json'), files.source);
    const scales = run.flat('scales');
    const moves = run.flat('t_prev_variance');
    const size = run.flat('xt').length / (moves.length / 3);
    const steps = Array.from({ length: moves.length / 3 }, (_, i) => {
      const at = (name: string) => run.flat(name).slice(i * size, (i + 1) * size);
      const [t = 0, prevT = 0, variance = 0] = moves.subarray(3 * i);
      return {
        at,
        t,
        prevT,
        variance,
        before: i === 0 ? null : run.flat('pred_x0').slice((i - 1) * size, i * size),
      };
    });
    const towardLabel: Gradient = async (xt, t) => {
      const wanted = [...scales].map(() => classifier.slots.map((_, i) => (i === slot ? label : -1)));
      return (await classifier.evaluate(xt, t, chosenValues(classifier.slots, wanted))).gradient;
    };
    const towardLength: Gradient = async (xt, t, before) => {
      const positions = denoiser.sampleShape[1];
      const tokens = [...scales].flatMap(() => [...tokensOfLength(Math.floor(positions / 2), positions)]);
      return (await denoiser.towardWords(xt, t, Int32Array.from(tokens), before)).gradient;
    };
    const dispose = () => {
      denoiser.dispose();
      classifier.dispose();
    };
    return { denoiser, scales, steps, size, towardLabel, towardLength, dispose };
  };

  test('predicts x_0 along a run, told of the step before', async () => {
    const { denoiser, scales, steps, dispose } = await open('unguided');
    for (const { at, t, before } of steps) {
      const x0 = await denoiser.predict(at('xt'), new Float32Array(scales.length).fill(t), before);
      expect(maxDistance(x0, at('pred_x0')), `t = ${t}`).toBeLessThan(1e-4);
    }
    dispose();
  });

  test('nudges as Algorithm 1 does', async () => {
    const { scales, steps, size, towardLabel, dispose } = await open('algorithm-1');
    for (const { at, t, variance, before } of steps) {
      const times = new Float32Array(scales.length).fill(t);
      const gradient = await towardLabel(at('xt'), times, before);
      const lane = size / scales.length;
      const nudge = gradient.map((slope, i) => scales[Math.floor(i / lane)]! * variance * slope);
      expect(maxDistance(nudge, at('nudge')), `t = ${t}`).toBeLessThan(1e-5);
    }
    dispose();
  });

  test.each(['k-updates', 'length'] as const)(
    'takes K updates where the reference takes them: %s',
    async (way) => {
      const { scales, steps, size, towardLabel, towardLength, dispose } = await open(way);
      const gradient = way === 'length' ? towardLength : towardLabel;
      const lane = size / scales.length;
      let wrong = 0;
      for (const { at, t, prevT, variance } of steps) {
        const seeds = [...scales].map((_, seed) => seed);
        const noise = normalBatch(seeds, lane, 'step', t);
        const mean = at('mean');
        const times = new Float32Array(scales.length).fill(prevT);
        const isLast = prevT < 0 || Math.max(...at('nudge').map(Math.abs)) === 0; // none at the end
        let x = Float64Array.from(
          mean,
          (value, i) => value + (prevT < 0 ? 0 : Math.sqrt(variance) * noise[i]!),
        );
        for (let update = 0; update < (isLast ? 0 : 3); update++) {
          const slopes = await gradient(Float32Array.from(x), times, at('pred_x0'));
          x = x.map((value, i) => {
            const fluent = (2 * 0.01 * (value - mean[i]!)) / Math.sqrt(variance);
            return value + scales[Math.floor(i / lane)]! * 0.1 * Math.sign(slopes[i]! - fluent);
          });
        }
        const expected = at('x_prev');
        wrong += x.filter((value, i) => !(Math.abs(value - expected[i]!) < 1e-4)).length;
      }
      expect(wrong / (steps.length * size)).toBeLessThan(1e-3);
      dispose();
    },
  );
});
