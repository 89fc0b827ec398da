import { describe, expect, test } from 'vitest';
import { parseNudgeJson } from '../../src/pack/nudge-json';
import { refusal } from './refusal';
import { readJson, tinyPack, type Json } from './tiny-pack';

const nudge = readJson(tinyPack(), 'nudge.json');
const guide = { kind: 'classifier', path: 'classifier' };

describe('nudge.json', () => {
  test('may leave out all but format and title', () => {
    expect(parseNudgeJson({ format: 1, title: 'Bare' })).toEqual({
      title: 'Bare',
      guides: [],
      judgeFolder: null,
      peopleNats: null,
      steps: 100,
      sampleSheet: null,
      examples: [],
      heldOut: [],
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
    const labelled = { ...sheet, labels: 'sheet.json' };
    expect(parseNudgeJson({ ...nudge, sampleSheet: labelled }).sampleSheet).toEqual(labelled);
  });

  test('says of each guide its scale, and reads the scale that older files give for all', () => {
    const scaleOf = (fields: Json) =>
      parseNudgeJson({ ...nudge, ...fields }).guides.map(({ scale }) => scale);
    const scale = { default: 3, max: 6, row: [0, 1, 3, 6] };
    expect(scaleOf({ defaults: {}, guides: [guide] })).toEqual([{ default: 4 }]);
    expect(scaleOf({ defaults: { guidanceScale: 2 }, guides: [guide] })).toEqual([{ default: 2 }]);
    expect(scaleOf({ defaults: { guidanceScale: 2 }, guides: [{ ...guide, scale }] })).toEqual([scale]);
  });

  test('says from which t on the labels of a guide were smoothed', () => {
    const [said] = parseNudgeJson({ ...nudge, guides: [{ ...guide, smoothedFrom: 600 }] }).guides;
    expect(said?.smoothedFrom).toBe(600);
    expect(parseNudgeJson({ ...nudge, guides: [guide] }).guides[0]).not.toHaveProperty('smoothedFrom');
  });

  test.each<[string, Json]>([
    ['labels smoothed from half a t on', { guides: [{ ...guide, smoothedFrom: 0.5 }] }],
    ['a guide twice', { guides: [guide, { ...guide }] }],
    ['a default above the most', { guides: [{ ...guide, scale: { default: 9, max: 8 } }] }],
    ['a row that goes down', { guides: [{ ...guide, scale: { row: [0, 4, 2] } }] }],
    ['a folder that an address cannot name', { guides: [{ kind: 'classifier', path: 'a_b' }] }],
    ['another format', { format: 2 }],
    ['a path that climbs', { guides: [{ kind: 'classifier', path: '../other' }] }],
    ['an absolute path', { judge: '/etc' }],
    ['a guide of tomorrow', { guides: [{ kind: 'tomorrow', path: 'tomorrow' }] }],
    ['an endless title', { title: 'x'.repeat(1000) }],
    ['a negative scale', { defaults: { guidanceScale: -1 } }],
    ['a sheet elsewhere', { sampleSheet: { ...sheet, path: '../sheet.png' } }],
    ['a sheet of half a row', { sampleSheet: { ...sheet, rows: 0.5 } }],
    ['labels elsewhere', { sampleSheet: { ...sheet, labels: 'other/sheet.json' } }],
    ['a sheet of nobody', { sampleSheet: { ...sheet, source: '' } }],
  ])('refuses %s', (_, fields) => {
    expect(refusal(() => parseNudgeJson({ ...nudge, ...fields })).code).toBe('pack-corrupt');
  });
});
