// Networks that read and do not steer: CLIP's text encoder and the language judge against PyTorch, and the faces' judge
// against the labels of the sample sheet.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAttributeJudge } from '../../src/nn/attribute-judge';
import { mixedPrompts, type Clip } from '../../src/nn/clip/clip';
import { loadTextEncoder } from '../../src/nn/clip/text-encoder';
import { withParameters } from '../../src/nn/parameters';
import { natsPerToken, openLanguageJudge } from '../../src/nn/words/language-judge';
import { sentenceOf } from '../../src/nn/words/tokens';
import { attributeSlots } from '../../src/pack/configs/attribute-slots';
import { parseTextEncoderConfig } from '../../src/pack/configs/clip-config';
import { parseLanguageJudgeConfig } from '../../src/pack/configs/language-judge-config';
import { parseJsonObject } from '../../src/pack/json';
import { parseJudgeConfig } from '../../src/pack/judge-config';
import { openSafetensors } from '../../src/pack/safetensors';
import { startTestWasm } from '../kernels/start-test-wasm';
import { openFacesClip } from './faces-pack';
import type { Read } from './guide-cases';
import { maxDistance, openReference } from './reference';

const root = resolve(import.meta.dirname, '../..');
const read: Read = (path) => readFile(resolve(root, path));
const json = async (path: string) => parseJsonObject(await read(path), path);
const weights = async (path: string) => openSafetensors(new Map([[path, await read(path)]]), path);

beforeAll(async () => {
  await startTestWasm();
});

test('the text encoder reads full, short and unknown texts as PyTorch does', async () => {
  const stem = 'test/parity/faces/small-text';
  const config = parseTextEncoderConfig(await json(`${stem}.config.json`), 'config.json');
  const reference = openReference(await read(`${stem}.reference.safetensors`), 'small-text');
  const { network, parameters } = withParameters(await weights(`${stem}.weights.safetensors`), (p) =>
    loadTextEncoder(p, config),
  );
  const tokens = reference.flat('tokens');
  const rows = Array.from({ length: tokens.length / config.length }, (_, i) =>
    [...tokens.subarray(i * config.length, (i + 1) * config.length)].filter((token) => token !== 0),
  );
  expect(rows.map((row) => row.length)).toEqual([6, 2, 4]);
  expect(
    maxDistance(
      rows.flatMap((row) => [...network(row)]),
      reference.flat('embedding'),
    ),
  ).toBeLessThan(1e-6);
  parameters.dispose();
});

test('the language judge says how unlikely each word is, as PyTorch does', async () => {
  const stem = 'test/parity/words/small';
  const config = parseLanguageJudgeConfig(await json(`${stem}/language-judge/config.json`), 'config.json');
  const judge = openLanguageJudge(config, await weights(`${stem}/language-judge/model.safetensors`));
  const reference = openReference(await read(`${stem}.language-judge.reference.safetensors`), 'judge');
  const nats = reference.flat('nats');
  const rows = Int32Array.from(reference.flat('tokens'));
  const positions = 9;
  const sentences = [0, 1, 2].map((i) => sentenceOf(rows.subarray(i * positions, (i + 1) * positions)));
  expect(sentences.map((sentence) => sentence.length)).toEqual([7, 1, 4]);
  sentences.forEach((sentence, i) => {
    const expected = nats.slice(i * (positions - 1), i * (positions - 1) + sentence.length + 1);
    expect(maxDistance(judge.nats(sentence), expected)).toBeLessThan(2e-6);
  });
  expect(natsPerToken(judge, sentences)).toBeCloseTo(reference.flat('nats_per_token')[0]!, 5);
});

test('the faces’ judge reads the sample sheet as it is labelled', async () => {
  const config = parseJudgeConfig(await json('models/faces/judge/config.json'), 'judge/config.json');
  const slots = attributeSlots(config.labels, 'judge/config.json');
  const judge = openAttributeJudge(config, slots, await weights('models/faces/judge/model.safetensors'));
  const sheet = decode(await read('models/faces/sheet.png'));
  const labels: number[][] = JSON.parse(new TextDecoder().decode(await read('models/faces/sheet.json')));
  const [side] = config.sampleSize;
  const pictures = new Float32Array(labels.length * side * side * 3);
  let at = 0;
  for (let face = 0; face < labels.length; face++) {
    const corner = [Math.floor(face / 10) * side, (face % 10) * side] as const;
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const pixel = ((corner[0] + y) * sheet.width + corner[1] + x) * sheet.channels;
        for (let c = 0; c < 3; c++) pictures[at++] = sheet.data[pixel + c]! / 127.5 - 1;
      }
    }
  }
  const { probs, features } = await judge.judge(pictures);
  const settled = tf.memory().numTensors;
  await judge.judge(pictures.slice(0, 768));
  expect(tf.memory().numTensors).toBe(settled);
  judge.dispose();
  expect(features).toHaveLength(labels.length * 56);
  let first = 0;
  slots.forEach(({ name, labels: values }, slot) => {
    const hits = labels.filter((label, face) => {
      const own = probs.subarray(face * 33 + first, face * 33 + first + values.length);
      expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      return own.indexOf(Math.max(...own)) === label[slot];
    });
    expect(hits.length / labels.length, name).toBeGreaterThanOrEqual(0.95);
    first += values.length;
  });
});

describe('a CLIP’s prompts', () => {
  let clip: Clip;
  beforeAll(async () => {
    clip = await openFacesClip(read, 'clip');
  });
  afterAll(() => {
    clip.dispose();
    expect(tf.memory().numTensors).toBe(0);
  });

  test('are encoded once', () => {
    expect(clip.encodeText('blue hair')).toBe(clip.encodeText('blue hair'));
    expect(clip.encodeText('Blue, hair!')).toEqual(clip.encodeText('blue hair'));
    expect(Math.hypot(...clip.encodeText('blue hair'))).toBeCloseTo(1, 6);
  });

  test('are mixed by their weights', async () => {
    const [blue, hat] = [clip.encodeText('blue hair'), clip.encodeText('a hat')];
    const mixed = mixedPrompts(clip, [
      { text: 'blue hair', weight: 1 },
      { text: 'a hat', weight: -0.5 },
    ]);
    expect(
      maxDistance(
        mixed,
        blue.map((value, d) => value - 0.5 * hat[d]!),
      ),
    ).toBeLessThan(1e-6);
    const xt = new Float32Array(768).map((_, i) => Math.sin(i));
    const ask = async (direction: Float32Array) =>
      await clip.evaluate(xt, Float32Array.of(500), Float32Array.from(direction));
    const [whole, one, other] = [await ask(mixed), await ask(blue), await ask(hat)];
    expect(whole.value[0]).toBeCloseTo(one.value[0]! - 0.5 * other.value[0]!, 4);
    const sum = one.gradient.map((value, i) => value - 0.5 * other.gradient[i]!);
    expect(maxDistance(whole.gradient, sum)).toBeLessThan(1e-5);
  });

  test('without words are refused', () => {
    expect(() => clip.encodeText('!? 12')).toThrow('prompt: expected words, got "!? 12".');
  });
});
