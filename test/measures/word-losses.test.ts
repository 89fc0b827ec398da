// The losses of sentences, held to what training's own code says of the same networks and noise
// (training/words/losses_fixture.py), here on WASM.

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { jump } from '../../src/diffusion/forward/jump';
import { normalBatch } from '../../src/diffusion/noise/gaussian';
import { createSchedule } from '../../src/diffusion/schedule';
import { splitWords } from '../../src/diffusion/words/split';
import { tokensOfSentence } from '../../src/diffusion/words/tokens';
import { evenOrder } from '../../src/measures/bound-total';
import { embeddedWith, meanOverT, roundingNats, wordLoss, wordsPrior } from '../../src/measures/word-losses';
import { openTextDenoiser } from '../../src/nn/words/text-denoiser';
import { parseTextDenoiserConfig } from '../../src/pack/configs/text-denoiser-config';
import { parseJsonObject } from '../../src/pack/json';
import { openSafetensors } from '../../src/pack/safetensors';
import { parseSchedulerConfig } from '../../src/pack/scheduler-config';
import { startTestWasm } from '../kernels/start-test-wasm';
import reference from './word-losses.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '../..');
/** Relative; the networks compute in float32. */
const NEAR = 1e-3;

beforeAll(startTestWasm);

async function opened(folder: string, name: string) {
  const at = (...parts: string[]) => join(root, folder, ...parts);
  const json = async (path: string) => parseJsonObject(await readFile(path), path);
  const config = parseTextDenoiserConfig(await json(at(name, 'config.json')), 'config.json');
  const weights = await readFile(at(name, 'model.safetensors'));
  const scheduler = parseSchedulerConfig(await json(at('scheduler', 'scheduler_config.json')), 'scheduler');
  const words: string[] = JSON.parse(await readFile(at('vocabulary.json'), 'utf8'));
  return {
    denoiser: openTextDenoiser(config, openSafetensors(new Map([['model.safetensors', weights]]), name)),
    alphas: createSchedule(scheduler).alphasCumprod,
    positions: config.length,
    words,
  };
}

describe.each(reference.cases)('$folder/$denoiser', ({ folder, denoiser: name, seed, sentences }) => {
  it.each(sentences)('$text', async (sentence) => {
    const { denoiser, alphas, positions, words } = await opened(folder, name);
    const tokens = tokensOfSentence(splitWords(sentence.text), words, positions)!;
    expect([...tokens]).toEqual(sentence.tokens);
    const { rounding } = denoiser;
    const size = positions * rounding.embeddingDim;
    const embedded = embeddedWith(tokens, rounding, normalBatch([seed], size, 'training', 0), alphas[0]!);
    const { mean } = roundingNats(tokens, embedded.x0, rounding);
    expect(Math.abs(mean / sentence.cross_entropy - 1)).toBeLessThan(NEAR);
    expect(Math.abs(wordsPrior(embedded, alphas.at(-1)!) / sentence.prior - 1)).toBeLessThan(NEAR);
    for (const [t = 0, error = 0, anchor = 0] of sentence.terms) {
      const xt = jump(embedded.x0, normalBatch([seed], size, 'forward', t), alphas[t]!);
      const output = await denoiser.predict(xt, Float32Array.of(t), null);
      const found = wordLoss(embedded, t, output, rounding);
      expect(Math.abs(found.error / error - 1)).toBeLessThan(NEAR);
      expect(Math.abs(found.rounding / anchor - 1)).toBeLessThan(NEAR);
    }
    denoiser.dispose();
  });
});

it('words are split as the vocabulary has them', () => {
  const all = reference.cases.flatMap(({ sentences }) => sentences);
  for (const { text, words } of all) expect(splitWords(text)).toEqual(words);
  expect(splitWords('  ')).toEqual([]);
  expect(splitWords('4.5 out of 5, "quoted"')).toEqual(['4.5', 'out', 'of', '5', ',', '"', 'quoted', '"']);
});

it('a sentence has a place for START and one for END, and an unknown word is UNK', () => {
  const words = ['START', 'END', 'UNK', 'PAD', 'a', 'pub'];
  expect([...tokensOfSentence(['a', 'quux'], words, 6)!]).toEqual([0, 4, 2, 1, 3, 3]);
  expect(tokensOfSentence(['a', 'a', 'a', 'a', 'a'], words, 6)).toBeNull();
});

it('a mean over t is that of the lines between what is known', () => {
  const points = fc.uniqueArray(fc.tuple(fc.nat(39), fc.double({ min: 0, max: 5, noNaN: true })), {
    minLength: 1,
    selector: ([t]) => t,
  });
  fc.assert(
    fc.property(points, (given) => {
      const known = new Map(given);
      const all = Array.from({ length: 40 }, (_, t) => {
        const below = given.filter(([at]) => at <= t).toSorted(([a], [b]) => b - a)[0];
        const above = given.filter(([at]) => at >= t).toSorted(([a], [b]) => a - b)[0];
        if (below === undefined) return above![1];
        if (above === undefined || above[0] === below[0]) return below[1];
        return below[1] + ((above[1] - below[1]) * (t - below[0])) / (above[0] - below[0]);
      });
      expect(meanOverT(known, 40)).toBeCloseTo(all.reduce((a, b) => a + b) / 40, 9);
    }),
  );
});

it('every t is asked for once, and any so many of the first lie evenly', () => {
  for (const T of [1, 2, 10, 2000])
    expect(evenOrder(T).toSorted((a, b) => a - b)).toEqual([...Array(T).keys()]);
  const first = evenOrder(2000)
    .slice(0, 102)
    .toSorted((a, b) => a - b);
  const gaps = first.slice(1).map((t, i) => t - first[i]!);
  expect(Math.max(...gaps)).toBeLessThan(40);
});
