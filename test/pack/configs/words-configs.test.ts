import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseLanguageJudgeConfig } from '../../../src/pack/configs/language-judge-config';
import { parseTextClassifierConfig } from '../../../src/pack/configs/text-classifier-config';
import { parseTextDenoiserConfig } from '../../../src/pack/configs/text-denoiser-config';
import { parseVocabulary } from '../../../src/pack/configs/vocabulary';
import {
  expectSameVectors,
  expectTextScheduler,
  expectVocabularyFits,
} from '../../../src/pack/configs/words-agreement';
import { parseJsonList, parseJsonObject } from '../../../src/pack/json';
import { parseSchedulerConfig } from '../../../src/pack/scheduler-config';
import { refusal } from '../refusal';
import type { Json } from '../tiny-pack';

const folder = resolve(import.meta.dirname, '../../../models/words');
const bytes = (path: string) => new Uint8Array(readFileSync(resolve(folder, path)));
const json = (path: string) => parseJsonObject(bytes(path), path);

describe('denoiser/config.json', () => {
  const parse = (fields: Json) =>
    parseTextDenoiserConfig({ ...json('denoiser/config.json'), ...fields }, 'denoiser/config.json');

  test('reads what training wrote', () => {
    expect(parse({})).toEqual({
      length: 40,
      embeddingDim: 16,
      width: 128,
      layers: 4,
      heads: 4,
      trainTimesteps: 2000,
      vocabSize: 821,
      selfCondition: false,
    });
    expect(parse({ self_condition: true }).selfCondition).toBe(true);
  });

  test('fills in training’s defaults', () => {
    const bare = { _class_name: 'TextDenoiser', vocab_size: 9 };
    expect(parseTextDenoiserConfig(bare, '')).toMatchObject({ length: 40, width: 128, layers: 4, heads: 4 });
  });

  test.each([
    [{ _class_name: 'TextClassifier' }, 'pack-unsupported', '"_class_name" ("TextClassifier")'],
    [{ cross_attention_dim: 8 }, 'pack-unsupported', '"cross_attention_dim" (8) is not supported'],
    [{ vocab_size: undefined }, 'pack-corrupt', '"vocab_size"'],
    [{ width: 0 }, 'pack-corrupt', '"width": expected at least 1, got 0'],
    [{ layers: 1.5 }, 'pack-corrupt', '"layers": expected a whole number, got 1.5'],
    [{ self_condition: 'yes' }, 'pack-corrupt', '"self_condition": expected true or false, got "yes"'],
    [{ heads: 3 }, 'pack-mismatch', 'expected heads that divide the width 128, got 3'],
    [{ heads: 64, length: 1024 }, 'pack-unsupported', 'attention of 64 heads over 1024 positions'],
  ])('refuses %j', (fields, code, sentence) => {
    const error = refusal(() => parse(fields));
    expect(error.code).toBe(code);
    expect(error.message).toContain(sentence);
  });
});

describe('classifier/config.json', () => {
  const parse = (fields: Json) =>
    parseTextClassifierConfig({ ...json('classifier/config.json'), ...fields }, 'classifier/config.json');
  const food = { name: 'food', values: ['French'] };

  test('reads the slots, each with a value that says nothing of it', () => {
    const { slots, layers } = parse({});
    expect(layers).toBe(3);
    expect(slots.map(({ name, labels }) => `${name} ${labels.length}`)).toEqual([
      'food 8',
      'price 7',
      'rating 7',
      'eatType 4',
      'area 3',
      'family 3',
    ]);
    expect(slots[4]).toEqual({ name: 'area', labels: ['unsaid', 'city centre', 'riverside'] });
  });

  test.each([
    [{ slots: [] }, 'pack-corrupt', 'at least one slot'],
    [{ slots: [{ name: 'food', values: [] }] }, 'pack-corrupt', 'at least one value'],
    [{ slots: [{ ...food, weight: 2 }] }, 'pack-corrupt', '"slots.0.weight"'],
    [{ slots: [food, food] }, 'pack-mismatch', 'expected every slot once, got "food" twice'],
    [
      { slots: [{ name: 'a', values: ['b', 'b'] }] },
      'pack-mismatch',
      'every value of "a" once, got "b" twice',
    ],
    [
      { slots: [{ name: 'a', values: Array.from({ length: 1000 }, (_, i) => `${i}`) }] },
      'pack-mismatch',
      'at most 1000 values of all slots, got 1001',
    ],
    [{ heads: 5 }, 'pack-mismatch', 'expected heads that divide the width 128, got 5'],
    [{ id2label: { 0: 'a' } }, 'pack-unsupported', '"id2label"'],
  ])('refuses %j', (fields, code, sentence) => {
    const error = refusal(() => parse(fields));
    expect(error.code).toBe(code);
    expect(error.message).toContain(sentence);
  });
});

describe('the language judge’s config.json', () => {
  test('reads what training writes', () => {
    expect(parseLanguageJudgeConfig({ vocab_size: 821, embedding_dim: 64, width: 192 }, '')).toEqual({
      vocabSize: 821,
      embeddingDim: 64,
      width: 192,
    });
  });

  test('refuses layers that it does not have', () => {
    expect(refusal(() => parseLanguageJudgeConfig({ vocab_size: 8, layers: 2 }, '')).code).toBe(
      'pack-unsupported',
    );
  });
});

describe('vocabulary.json', () => {
  const words = parseVocabulary(
    parseJsonList(bytes('vocabulary.json'), 'vocabulary.json'),
    'vocabulary.json',
  );

  test('reads what training wrote', () => {
    expect(words).toHaveLength(821);
    expect(words.slice(0, 6)).toEqual(['START', 'END', 'UNK', 'PAD', '.', 'is']);
  });

  test.each([
    [['START', 'END', 'UNK'], 'expected "PAD" for token 3, got nothing'],
    [['END', 'START', 'UNK', 'PAD'], 'expected "START" for token 0, got "END"'],
    [['START', 'END', 'UNK', 'PAD', 'a', 'a'], 'expected every word once, got "a" twice'],
    [['START', 'END', 'UNK', 'PAD', 5], 'expected a word for token 4, got 5'],
  ])('refuses %j', (list, sentence) => {
    const error = refusal(() => parseVocabulary(list, 'vocabulary.json'));
    expect(error.code).toBe('pack-corrupt');
    expect(error.message).toContain(sentence);
  });

  test('refuses what is no list', () => {
    const object = new TextEncoder().encode('{"a": 1}');
    expect(refusal(() => parseJsonList(object, 'vocabulary.json')).message).toBe(
      'vocabulary.json: expected a JSON list, got an object.',
    );
  });
});

describe('parts that do not fit', () => {
  const denoiser = parseTextDenoiserConfig(json('denoiser/config.json'), '');
  const classifier = parseTextClassifierConfig(json('classifier/config.json'), '');
  const scheduler = parseSchedulerConfig(json('scheduler/scheduler_config.json'), '');

  test('those of the pack do', () => {
    expectVocabularyFits(Array(821).fill('a'), denoiser, 'vocabulary.json');
    expectSameVectors(classifier, denoiser, 'classifier/config.json');
    expectTextScheduler(scheduler, denoiser, 'scheduler_config.json');
  });

  test.each([
    [
      () => expectVocabularyFits(['a', 'b'], denoiser, 'vocabulary.json'),
      'vocabulary.json: expected 821 words, one for each row of the embedding, got 2.',
    ],
    [
      () => expectSameVectors({ ...classifier, length: 64 }, denoiser, 'c'),
      'c: expected samples of 40×16 as the denoiser has, got 64×16.',
    ],
    [
      () => expectSameVectors({ ...classifier, trainTimesteps: 1000 }, denoiser, 'c'),
      'c: expected 2000 timesteps as the denoiser has, got 1000.',
    ],
    [
      () => expectTextScheduler({ ...scheduler, predictionType: 'epsilon' }, denoiser, 's'),
      's: expected prediction_type "sample", got "epsilon".',
    ],
    [
      () => expectTextScheduler({ ...scheduler, clipRange: 1 }, denoiser, 's'),
      's: expected clip_sample false, got a clipping to ±1.',
    ],
    [
      () => expectTextScheduler({ ...scheduler, trainTimesteps: 1000 }, denoiser, 's'),
      's: expected 2000 timesteps as the denoiser has, got 1000.',
    ],
  ])('are refused in one sentence', (check, sentence) => {
    const error = refusal(check);
    expect(error.code).toBe('pack-mismatch');
    expect(error.message).toBe(sentence);
  });
});
