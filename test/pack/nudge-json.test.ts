import { describe, expect, test } from 'vitest';
import { checkModelIndex, parseNudgeJson } from '../../src/pack/nudge-json';
import { refusal } from './refusal';
import { readJson, tinyPack, type Json } from './tiny-pack';

const nudge = readJson(tinyPack(), 'nudge.json');
const index = readJson(tinyPack(), 'model_index.json');

describe('nudge.json', () => {
  test('may leave out all but format and title', () => {
    expect(parseNudgeJson({ format: 1, title: 'Bare' })).toEqual({
      title: 'Bare',
      classifierFolder: null,
      judgeFolder: null,
      guidanceScale: 4,
      steps: 100,
      sampleSheet: null,
    });
  });

  const sheet = {
    path: 'sheet.png',
    rows: 10,
    columns: 10,
    source: 'MNIST test set',
    licence: 'CC BY-SA 3.0',
  };

  test('names the sample sheet with its source and licence', () => {
    expect(parseNudgeJson({ ...nudge, sampleSheet: sheet }).sampleSheet).toEqual(sheet);
  });

  test.each<[string, Json]>([
    ['another format', { format: 2 }],
    ['a path that climbs', { guides: [{ kind: 'classifier', path: '../other' }] }],
    ['an absolute path', { judge: '/etc' }],
    ['a guide of tomorrow', { guides: [{ kind: 'clip', path: 'clip' }] }],
    ['an endless title', { title: 'x'.repeat(1000) }],
    ['a negative scale', { defaults: { guidanceScale: -1 } }],
    ['a sheet elsewhere', { sampleSheet: { ...sheet, path: '../sheet.png' } }],
    ['a sheet of half a row', { sampleSheet: { ...sheet, rows: 0.5 } }],
    ['a sheet of nobody', { sampleSheet: { ...sheet, source: '' } }],
  ])('refuses %s', (_, fields) => {
    expect(refusal(() => parseNudgeJson({ ...nudge, ...fields })).code).toBe('pack-corrupt');
  });
});

describe('model_index.json', () => {
  test.each<[string, Json]>([
    ['_class_name', { _class_name: 'StableDiffusionPipeline' }],
    ['unet', { unet: ['diffusers', 'UNet2DConditionModel'] }],
    ['scheduler', { scheduler: ['diffusers', 'PNDMScheduler'] }],
  ])('refuses another %s', (option, fields) => {
    const error = refusal(() => checkModelIndex({ ...index, ...fields }));
    expect(error.code).toBe('pack-unsupported');
    expect(error.message).toContain(`"${option}"`);
  });
});
