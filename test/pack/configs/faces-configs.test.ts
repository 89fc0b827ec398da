import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  attributeSlots,
  expectSameSlots,
  parseAttributeClassifierConfig,
} from '../../../src/pack/configs/attribute-slots';
import { parseClipConfig } from '../../../src/pack/configs/clip-config';
import { parseJsonObject } from '../../../src/pack/json';
import { parseJudgeConfig } from '../../../src/pack/judge-config';
import { refusal } from '../refusal';
import type { Json } from '../tiny-pack';

const folder = resolve(import.meta.dirname, '../../../models/faces');
const json = (path: string) => parseJsonObject(new Uint8Array(readFileSync(resolve(folder, path))), path);

describe('a CLIP’s configs', () => {
  const parse = ({ clip = {}, image = {}, text = {} }: { clip?: Json; image?: Json; text?: Json }) =>
    parseClipConfig(
      { json: { ...json('clip/config.json'), ...clip }, path: 'clip/config.json' },
      { json: { ...json('clip/image/config.json'), ...image }, path: 'clip/image/config.json' },
      { json: { ...json('clip/text/config.json'), ...text }, path: 'clip/text/config.json' },
    );
  const vocabulary = json('clip/text/config.json')['vocabulary'] as string[];

  test('are read as training wrote them', () => {
    const { scale, image, text } = parse({});
    expect(scale).toBe(json('clip/config.json')['scale']);
    expect(image).toMatchObject({ sampleSize: [16, 16], dimensions: 64, timeScaleShift: 'scale_shift' });
    expect(text).toMatchObject({ length: 24, width: 64, layers: 2, heads: 4, dimensions: 64 });
    expect(text.vocabulary).toHaveLength(60);
  });

  test.each([
    [{ clip: { scale: 0 } }, 'pack-corrupt', '"scale": expected a positive number, got 0'],
    [{ clip: { logit_bias: 1 } }, 'pack-unsupported', 'clip/config.json: the option "logit_bias"'],
    [{ clip: { _class_name: 'CLIPModel' } }, 'pack-unsupported', '"_class_name" ("CLIPModel")'],
    [{ image: { act_fn: 'mish' } }, 'pack-unsupported', 'clip/image/config.json: the option "act_fn"'],
    [{ text: { heads: 5 } }, 'pack-mismatch', 'expected heads that divide the width 64, got 5'],
    [{ text: { causal: true } }, 'pack-unsupported', '"causal" (true) is not supported'],
    [
      { text: { dimensions: 32 } },
      'pack-mismatch',
      'expected 64 dimensions as the image encoder has, got 32',
    ],
    [{ text: { vocabulary: ['a'] } }, 'pack-mismatch', 'expected "<padding>" for token 0, got "a"'],
    [{ text: { vocabulary: ['<padding>'] } }, 'pack-mismatch', 'for token 1, got "nothing"'],
    [
      { text: { vocabulary: [...vocabulary, 'blue'] } },
      'pack-mismatch',
      'expected every word once, got "blue" twice',
    ],
    [{ text: { vocabulary: 'blue' } }, 'pack-corrupt', '"vocabulary": expected a list, got "blue"'],
  ])('refuse %j', (fields, code, sentence) => {
    const error = refusal(() => parse(fields));
    expect(error.code).toBe(code);
    expect(error.message).toContain(sentence);
  });
});

describe('attributes', () => {
  const parse = (id2label: Json) =>
    parseAttributeClassifierConfig({ ...json('classifier/config.json'), id2label }, 'classifier/config.json');
  const { slots } = parseAttributeClassifierConfig(json('classifier/config.json'), 'classifier/config.json');

  test('are read from labels', () => {
    expect(slots.map(({ name, labels }) => `${name} ${labels.length}`)).toEqual([
      'hair 8',
      'length 2',
      'glasses 3',
      'shirt 8',
      'ground 6',
      'hat 2',
      'beard 2',
      'mood 2',
    ]);
    expect(slots[2]?.labels).toEqual(['no glasses', 'clear glasses', 'dark glasses']);
  });

  test.each([
    [{ 0: 'red', 1: 'blue' }, 'expected labels as "attribute: value", got "red"'],
    [{ 0: 'hair: red', 1: 'hat: hat' }, 'expected at least two values of "hair", got one'],
    [
      { 0: 'a: 1', 1: 'a: 2', 2: 'b: 1', 3: 'b: 2', 4: 'a: 3', 5: 'a: 4' },
      'expected every slot once, got "a" twice',
    ],
    [{ 0: 'a: 1', 1: 'a: 1' }, 'expected every value of "a" once, got "1" twice'],
  ])('refuse %j', (labels, sentence) => {
    const error = refusal(() => parse(labels));
    expect(error.code).toBe('pack-mismatch');
    expect(error.message).toContain(sentence);
  });

  test('of the judge are those of the classifier', () => {
    const judge = parseJudgeConfig(json('judge/config.json'), 'judge/config.json');
    expectSameSlots(attributeSlots(judge.labels, 'judge/config.json'), slots, 'judge/config.json');
  });

  test.each([
    [slots.slice(1), 'j: expected attribute 0 to be "hair", got "length".'],
    [slots.slice(0, 7), 'j: expected attribute 7 to be "mood", got nothing.'],
    [[...slots, slots[0]!], 'j: expected attribute 8 to be nothing, got "hair".'],
    [
      [{ name: 'hair', labels: ['black', 'red'] }, ...slots.slice(1)],
      'j: expected value 1 of "hair" to be "brown", got "red".',
    ],
  ])('of another judge are refused', (others, sentence) => {
    const error = refusal(() => expectSameSlots(others, slots, 'j'));
    expect(error.code).toBe('pack-mismatch');
    expect(error.message).toBe(sentence);
  });
});
