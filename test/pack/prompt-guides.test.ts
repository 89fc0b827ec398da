// The guides of faces as a pack opens them, with small networks.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chain, chainModel } from '../../src/chain/chain';
import { filesInMemory } from '../../src/pack/files-in-memory';
import { openPack, type OpenedPack } from '../../src/pack/open-pack';
import { verdictsOf } from '../../src/pack/verdicts';
import { NudgeError } from '../../src/terms/errors';
import { readingsOf } from '../../src/terms/networks';
import { meanShift } from '../../src/terms/rule';
import type { Target } from '../../src/terms/target';
import { readTarget } from '../../src/terms/target-text';
import { checkGradient } from '../../src/worker/check-gradient';
import { startTestWasm } from '../kernels/start-test-wasm';
import { tinyFaces, tinyFacesNudge } from './tiny-faces';
import { json, patch, type Files, type Json } from './tiny-pack';

const SIZE = 192;
const ids = ['clip', 'classifier', 'clip-clean', 'clip-on-x0'] as const;
const prompt = (text: string): Target => readTarget({ prompt: text })!;
const slots = (text: string): Target => readTarget({ slots: text })!;
const targetOf = (id: string): Target => (id === 'classifier' ? slots('hair=blue') : prompt('blue hair'));
const xt = Float32Array.from({ length: 2 * SIZE }, (_, i) => Math.sin(i * i));
const t = Float32Array.from([700, 30]);

let before = 0;
beforeAll(async () => {
  await startTestWasm();
});
beforeEach(() => {
  before = tf.memory().numTensors;
});

const open = (files: Files = tinyFaces()): Promise<OpenedPack> => openPack(filesInMemory('faces', files));

async function refusal(files: Files): Promise<NudgeError> {
  const error: unknown = await open(files).then(
    () => new Error('expected a refusal, got a pack'),
    (reason: unknown) => reason,
  );
  expect(tf.memory().numTensors).toBe(before);
  if (error instanceof NudgeError) return error;
  throw error;
}

describe('guides that read prompts and attributes', () => {
  test('are said with their words, slots, captions and scales', async () => {
    const pack = await open();
    const { guides, examples, heldOut } = pack.info;
    expect(guides.map(({ id, title }) => [id, title])).toEqual([
      ['clip', 'Prompt'],
      ['classifier', 'Attributes'],
      ['clip-clean', 'Clean CLIP'],
      ['clip-on-x0', 'Clean CLIP on x̂_0'],
    ]);
    expect(guides[0]).toMatchObject({
      targets: ['prompt'],
      slots: [
        { name: 'hair', labels: ['red', 'blue', 'plain'], captions: ['red hair', 'blue hair', 'hair'] },
        {},
      ],
      words: { known: ['a', 'blue', 'face', 'hair', 'hat', 'red', 'with'], longest: 6 },
      scale: { default: 5 },
    });
    expect(guides[1]).toMatchObject({ targets: ['slots'], scale: { default: 20, max: 40 } });
    expect(guides.every(({ parameters }) => parameters > 0)).toBe(true);
    expect(examples).toEqual(['blue hair', 'a face with red hair | a hat:-1']);
    expect(heldOut).toEqual([{ hair: 'blue', hat: 'hat' }]);
    pack.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each(ids)('%s: its gradient is that of its value, its beliefs are distributions', async (id) => {
    const pack = await open();
    const guide = pack.guides.get(id)!;
    expect(await checkGradient(guide, SIZE, targetOf(id), 250)).toBeNull();
    const { beliefs, value } = await guide.evaluate(xt, t, [targetOf(id), targetOf(id)], null);
    expect(beliefs).toHaveLength(10);
    for (const [from, to] of [
      [0, 3],
      [3, 5],
      [5, 8],
      [8, 10],
    ]) {
      expect(beliefs!.slice(from, to).reduce((a, p) => a + p)).toBeCloseTo(1, 5);
    }
    if (id === 'classifier') expect(value[1]).toBeCloseTo(Math.log(beliefs![6]!), 4);
    pack.dispose();
  });

  test('the clean CLIP takes every t for 0, the noised one does not', async () => {
    const pack = await open();
    const asked = async (id: string, time: number) => {
      const times = new Float32Array(2).fill(time);
      return (await pack.guides.get(id)!.evaluate(xt, times, [prompt('a hat'), prompt('a hat')], null))
        .gradient;
    };
    expect(await asked('clip-clean', 700)).toEqual(await asked('clip', 0));
    expect(await asked('clip', 700)).not.toEqual(await asked('clip', 0));
    pack.dispose();
  });

  test('a prompt’s value is the weighted sum of its phrases', async () => {
    const pack = await open();
    const value = async (text: string) => {
      const targets = [prompt(text), prompt(text)];
      return (await pack.guides.get('clip')!.evaluate(xt, t, targets, null)).value[0]!;
    };
    const [hair, hat] = [await value('blue hair'), await value('a hat')];
    expect(await value('blue hair:2 | a hat:-0.5')).toBeCloseTo(2 * hair - 0.5 * hat, 4);
    pack.dispose();
  });

  test.each([
    ['clip', prompt('')],
    ['clip', prompt('🙂 مرحبا | 12:3')],
    ['clip-on-x0', prompt('')],
    ['classifier', slots('any')],
  ])('%s guides nowhere where nothing is asked for: %j', async (id, target) => {
    const pack = await open();
    const { gradient, beliefs } = await pack.guides.get(id)!.evaluate(xt, t, [target, target], null);
    expect(gradient.every((value) => Math.abs(value) === 0)).toBe(true);
    expect(beliefs).toHaveLength(10);
    pack.dispose();
  });

  test('lanes have guides of their own, and over many steps no tensor is left behind', async () => {
    const pack = await open();
    const lanes = ids.map((guide, seed) => ({ target: targetOf(guide), guidanceScale: 5, seed, guide }));
    const spec = { sampler: { kind: 'ddpm' }, rule: meanShift, steps: 60, from: null } as const;
    const counts: number[] = [];
    for await (const step of chain(chainModel(pack), spec, () => lanes)) {
      counts.push(tf.memory().numTensors);
      expect(step.guidance?.beliefs).toHaveLength(20);
    }
    expect(new Set(counts.slice(1)).size).toBe(1);
    pack.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('the judge reads every attribute', async () => {
    const pack = await open();
    const judge = (await pack.judge())!;
    const { probs } = await judge.judge(xt);
    const verdicts = verdictsOf(probs, 2, judge.slots);
    expect(verdicts.map((verdict) => readingsOf(verdict).length)).toEqual([2, 2]);
    const [, hat] = readingsOf(verdicts[1]!);
    expect(hat?.probability).toBe(Math.max(...probs.slice(8, 10)));
    pack.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a pack whose parts do not fit', () => {
  const text = new TextDecoder().decode(tinyFaces().get('clip/text/config.json'));
  const { vocabulary }: { readonly vocabulary: readonly string[] } = JSON.parse(text);
  const nudge = (fields: Json) => tinyFaces().set('nudge.json', json({ ...tinyFacesNudge, ...fields }));
  const captioned = (hat: string) =>
    nudge({
      slots: [
        { name: 'hair', captions: { red: 'red hair', blue: 'blue hair', plain: 'hair' } },
        { name: 'hat', captions: { 'no hat': 'a face', hat } },
      ],
    });
  const without = (path: string) => {
    const files = tinyFaces();
    files.delete(path);
    return files;
  };

  test.each<[string, Files, string, string]>([
    ['a caption of other words', captioned('a crown'), 'pack-mismatch', '"crown" in "a crown"'],
    ['a caption of no word', captioned('!'), 'pack-mismatch', 'got "!"'],
    ['no weights of the text', without('clip/text/model.safetensors'), 'pack-missing', 'clip/text/model'],
    ['no config of the text', without('clip/text/config.json'), 'pack-missing', 'clip/text/config.json'],
    [
      'a vocabulary of another length than its weights',
      patch(tinyFaces(), 'clip/text/config.json', {
        vocabulary: [...vocabulary, 'crown'],
      }),
      'pack-mismatch',
      'words.weight',
    ],
    [
      'no slots in nudge.json that the heads have',
      nudge({ slots: [{ name: 'hat', captions: { 'no hat': 'a face', hat: 'a hat' } }] }),
      'pack-mismatch',
      'classifier/config.json: expected attribute 0 to be "hat", got "hair"',
    ],
    [
      'fewer heads',
      patch(tinyFaces(), 'classifier/config.json', { id2label: { 0: 'hair: red', 1: 'hair: blue' } }),
      'pack-mismatch',
      'classifier',
    ],
    [
      'one id twice',
      nudge({
        guides: [
          { kind: 'clip', path: 'clip' },
          { kind: 'clip-clean', path: 'clip' },
        ],
      }),
      'pack-corrupt',
      'an "id" for each',
    ],
  ])('is refused: %s', async (_, files, code, sentence) => {
    const error = await refusal(files);
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(sentence)]);
  });

  test('a judge of other attributes is refused when it is asked for', async () => {
    const labels = { 0: 'hair: red', 1: 'hair: blue', 2: 'hair: green', 3: 'hat: no hat', 4: 'hat: hat' };
    const pack = await open(patch(tinyFaces(), 'judge/config.json', { id2label: labels }));
    await expect(pack.judge()).rejects.toThrow('judge/config.json: expected value 2 of "hair" to be "plain"');
    pack.dispose();
  });
});
