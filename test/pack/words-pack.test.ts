// A whole small pack of words (test/parity/words/small), opened as any pack is.

import { SPECIAL_WORDS } from '../../src/diffusion/words/tokens';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { chain, chainModel } from '../../src/chain/chain';
import { projectionOf } from '../../src/diffusion/projections';
import { filesInMemory } from '../../src/pack/files-in-memory';
import { openPack, type OpenedPack } from '../../src/pack/open-pack';
import { NudgeError } from '../../src/terms/errors';
import { takes } from '../../src/terms/default-target';
import type { Step } from '../../src/terms/step';
import { runRuleOf } from '../../src/terms/rule';
import type { Target } from '../../src/terms/target';
import { startTestWasm } from '../kernels/start-test-wasm';
import { smallWords } from './small-words';
import { json, patch, readJson, utf8, type Files, type Json } from './tiny-pack';

const opened = (files: Files): Promise<OpenedPack> => openPack(filesInMemory('small', files));

beforeAll(async () => {
  await startTestWasm();
});

const slots: Target = { kind: 'slots', values: {} };

const withJudge = (): Files =>
  patch(smallWords(), 'nudge.json', { judge: 'language-judge', peopleNats: 1.5 });

describe('a pack of words', () => {
  test('says what it is: slots, lengths, words, its rule and its embeddings', async () => {
    const pack = await opened(smallWords());
    const { info } = pack;
    const [guide] = info.guides;
    expect(info).toMatchObject({ id: 'small', title: 'Small words', hasJudge: false, defaultSteps: 20 });
    expect(info.scheduler).toMatchObject({ trainTimesteps: 2000, predictionType: 'sample', clipRange: null });
    expect(info.scheduler.trainedBetas).toHaveLength(2000);
    expect(guide).toMatchObject({
      id: 'classifier',
      targets: ['slots', 'length', 'fill'],
      scale: { default: 1, min: 0, max: 2, row: [0, 1, 2] },
      rule: { kind: 'updates', count: 2, length: 0.2, decay: 1, weight: 0.01, quiet: 0.05, sign: false },
    });
    expect(guide!.slots.every(({ labels }) => labels[0] === 'unsaid')).toBe(true);
    expect(info.text!.words.slice(0, 4)).toEqual(['START', 'END', 'UNK', 'PAD']);
    expect(info.embeddings).toHaveLength(info.text!.words.length * info.sampleShape[2]);
    expect(info.selfConditioned).toBeUndefined();
    pack.dispose();
    const other = await opened(smallWords('self-conditioned-denoiser'));
    expect(other.info.selfConditioned).toBe(true);
    expect(other.denoiser.selfConditioned).toBe(true);
    other.dispose();
  });

  test('has a judge that says how usual each sentence is, where it names one', async () => {
    const pack = await opened(withJudge());
    expect(pack.info).toMatchObject({ hasJudge: true, text: { peopleNats: 1.5 } });
    expect(await pack.judge()).toBeNull();
    const judge = (await pack.sentenceJudge!())!;
    const { embeddings, sampleShape } = pack.info;
    const [, positions, d] = sampleShape;
    /** Vectors far out along the embeddings of START, some words, END and PAD. */
    const sample = (words: readonly number[]): readonly number[] =>
      [0, ...words, 1, ...Array(positions - words.length - 2).fill(3)].flatMap((token: number) =>
        Array.from(embeddings!.subarray(token * d, (token + 1) * d), (x) => 40 * x),
      );
    const sentences = [[5, 6, 7], [7, 6, 5, 4], []];
    const nats = await judge.natsPerWord(Float32Array.from(sentences.flatMap(sample)));
    expect(nats).toHaveLength(3);
    const alone = await judge.natsPerWord(Float32Array.from(sample([7, 6, 5, 4])));
    expect(alone[0]).toBe(nats[1]);
    expect(new Set(nats).size).toBe(3);
    for (const each of nats) expect(each).toBeGreaterThan(0);
    pack.dispose();
    const without = await opened(smallWords());
    expect(await without.sentenceJudge!()).toBeNull();
    without.dispose();
  });

  test('takes a length and words that its sentences can have, and no others', async () => {
    const pack = await opened(smallWords());
    const guide = pack.info.guides[0]!;
    const most = pack.info.sampleShape[1] - 2;
    expect(takes(guide, { kind: 'length', n: most })).toBe(true);
    expect(takes(guide, { kind: 'length', n: most + 1 })).toBe(false);
    expect(takes(guide, { kind: 'fill', words: ['the', null, 'pub'] })).toBe(true);
    expect(takes(guide, { kind: 'fill', words: ['the', 'opera'] })).toBe(false);
    for (const mark of SPECIAL_WORDS) expect(takes(guide, { kind: 'fill', words: [mark] })).toBe(false);
    expect(takes(guide, { kind: 'fill', words: Array<null>(most + 1).fill(null) })).toBe(false);
    expect(takes(guide, { kind: 'all', of: [{ kind: 'length', n: 4 }, slots] })).toBe(true);
    expect(takes(guide, { kind: 'class', index: 0 })).toBe(false);
    pack.dispose();
  });

  test('adds up what a lane asks for, each lane as alone', async () => {
    const pack = await opened(smallWords('self-conditioned-denoiser'));
    const guide = pack.guides.get('classifier')!;
    const { name, labels } = pack.info.guides[0]!.slots[1]!;
    const size = pack.info.sampleShape[1] * pack.info.sampleShape[2];
    const slot: Target = { kind: 'slots', values: { [name]: labels[1]! } };
    const length: Target = { kind: 'length', n: 3 };
    const fill: Target = { kind: 'fill', words: ['the', null, 'pub'] };
    const targets: Target[] = [slot, length, fill, { kind: 'all', of: [slot, length] }, slots];
    const wave = (scale: number) => Float32Array.from({ length: size }, (_, i) => Math.sin(scale * i));
    const repeat = (x: Float32Array) => Float32Array.from(targets.flatMap(() => [...x]));
    const t = new Float32Array(targets.length).fill(900);
    const said = await guide.evaluate(repeat(wave(1)), t, targets, repeat(wave(0.3)));
    const of = (lane: number) => said.gradient.slice(lane * size, (lane + 1) * size);
    expect(said.value[3]).toBeCloseTo(said.value[0]! + said.value[1]!, 4);
    of(3).forEach((slope, i) => expect(slope).toBeCloseTo(of(0)[i]! + of(1)[i]!, 4));
    expect(Math.max(...of(2).map(Math.abs))).toBeGreaterThan(0);
    expect([...of(4)].every((slope) => slope === 0)).toBe(true);
    expect(said.value[4]).toBe(0);
    const [both] = [await guide.evaluate(wave(1), t.slice(1, 2), [targets[3]!], wave(0.3))];
    both.gradient.forEach((slope, i) => expect(slope).toBeCloseTo(of(3)[i]!, 5));
    // the x̂_0 before matters to what goes through the denoiser, and to nothing else
    const alone = await guide.evaluate(repeat(wave(1)), t, targets, null);
    expect(alone.value[0]).toBeCloseTo(said.value[0]!, 6);
    expect(alone.value[1]).not.toBeCloseTo(said.value[1]!, 4);
    pack.dispose();
  });

  test('runs: words that stand fixed are put into x̂_0 of guided lanes, and clamping can be left out', async () => {
    const pack = await opened(smallWords());
    const { embeddings, text, sampleShape, guides } = pack.info;
    const d = sampleShape[2];
    const target: Target = { kind: 'fill', words: ['the', null, 'pub'] };
    const lanes = [1, 0].map((guidanceScale) => ({ target, guidanceScale, seed: 3 }));
    const run = async (clamp: boolean) => {
      const steps: Step[] = [];
      const spec = {
        sampler: { kind: 'ddpm' },
        rule: runRuleOf(guides[0]!.rule),
        steps: 5,
        from: null,
        clamp,
      } as const;
      for await (const step of chain(chainModel(pack), spec, () => lanes)) steps.push(step);
      return steps;
    };
    const clamped = await run(true);
    const rowOf = (word: string) => {
      const token = text!.words.indexOf(word);
      return embeddings!.slice(token * d, (token + 1) * d);
    };
    for (const { predX0, modelOutput } of clamped) {
      expect(predX0.slice(0, d)).toEqual(rowOf('START'));
      expect(predX0.slice(d, 2 * d)).toEqual(rowOf('the'));
      expect(predX0.slice(3 * d, 4 * d)).toEqual(rowOf('pub'));
      const half = predX0.length / 2;
      expect(predX0.slice(half)).toEqual(projectionOf(pack.info)(modelOutput).slice(half));
    }
    for (const { predX0, modelOutput, clamp } of await run(false)) {
      expect(predX0).toEqual(modelOutput);
      expect(clamp).toBe(false);
    }
    pack.dispose();
  });

  test('leaves no tensor behind, step after step', async () => {
    const before = tf.memory().numTensors;
    const pack = await opened(smallWords());
    const size = pack.info.sampleShape[1] * pack.info.sampleShape[2];
    const targets: Target[] = [slots, { kind: 'all', of: [{ kind: 'length', n: 3 }, slots] }];
    const ask = async () => {
      const xt = new Float32Array(2 * size).fill(0.5);
      await pack.denoiser.predict(xt, Float32Array.of(5, 5), null);
      await pack.guides.get('classifier')!.evaluate(xt, Float32Array.of(5, 5), targets, null);
    };
    await ask();
    const { numTensors, numBytes } = tf.memory();
    for (let i = 0; i < 10; i++) await ask();
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    pack.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a pack of words that cannot be opened', () => {
  const plane = (changes: Json) =>
    json({ mean: Array(8).fill(0), axes: [Array(8).fill(1), Array(8).fill(0)], ...changes });
  const withGuide = (changes: Json) => {
    const files = smallWords();
    const [guide] = readJson(files, 'nudge.json')['guides'] as Json[];
    return patch(files, 'nudge.json', { guides: [{ ...guide, ...changes }] });
  };

  test.each<[string, () => Files, string]>([
    ['without its words', () => withoutFile('vocabulary.json'), 'vocabulary.json is not there'],
    [
      'with too few words',
      () => smallWords().set('vocabulary.json', json(['START', 'END', 'UNK', 'PAD'])),
      'words, one for each row',
    ],
    ['with no list of words', () => smallWords().set('vocabulary.json', utf8('{}')), 'expected a JSON list'],
    [
      'that predicts ε',
      () => patch(smallWords(), 'scheduler/scheduler_config.json', { prediction_type: 'epsilon' }),
      'prediction_type "sample"',
    ],
    [
      'that clips',
      () => patch(smallWords(), 'scheduler/scheduler_config.json', { clip_sample: true }),
      'clip_sample false',
    ],
    [
      'of another classifier',
      () => patch(smallWords(), 'classifier/config.json', { length: 99 }),
      'expected samples of',
    ],
    [
      'with a plane of other numbers',
      () => smallWords().set('projection.json', plane({ mean: [0] })),
      'projection.json',
    ],
    ['with a rule that is none', () => withGuide({ rule: { kind: 'nobody' } }), '"guides.0.rule.kind"'],
    [
      'with a rule of no length',
      () => withGuide({ rule: { kind: 'updates', length: 0 } }),
      '"guides.0.rule.length": expected above 0',
    ],
    [
      'with a judge that is missing',
      () => patch(smallWords(), 'nudge.json', { judge: 'judge' }),
      'judge/config.json',
    ],
    [
      'with a judge of another vocabulary',
      () => patch(withJudge(), 'language-judge/config.json', { vocab_size: 16 }),
      'expected 16 words',
    ],
  ])('%s', async (_, files, sentence) => {
    const error: unknown = await opened(files()).then(
      async (pack) => {
        try {
          return await pack.judge();
        } catch (reason) {
          return reason;
        } finally {
          pack.dispose();
        }
      },
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(NudgeError);
    expect(String(error)).toContain(sentence);
  });

  test('where pictures are shown, and the other way round', async () => {
    const words = openPack(filesInMemory('small', smallWords()), () => {}, 'pictures');
    await expect(words).rejects.toThrow('Expected a model of pictures, got “small”, one of sentences.');
    const { tinyPack } = await import('./tiny-pack');
    const pictures = openPack(filesInMemory('tiny', tinyPack()), () => {}, 'sentences');
    await expect(pictures).rejects.toThrow('Expected a model of sentences, got “tiny”, one of pictures.');
  });

  test('its guide is of no use to pictures', async () => {
    const { tinyPack } = await import('./tiny-pack');
    const files = patch(tinyPack(), 'nudge.json', { guides: [{ kind: 'words', path: 'classifier' }] });
    await expect(opened(files)).rejects.toThrow('expected a denoiser of words, got one of pictures');
  });
});

function withoutFile(path: string): Files {
  const files = smallWords();
  files.delete(path);
  return files;
}
