// The sheet of faces as it is shipped, and what its pack says of each picture on it.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parseNudgeJson } from '../../../src/pack/nudge-json';
import { usualScale, type PackInfo, type PackSource, type Slot } from '../../../src/terms/pack-info';
import { meanShift } from '../../../src/terms/rule';
import { loadSheet, type ReadPackFile } from '../../../src/worlds/images/sheet';
import { linearConfig } from '../../diffusion/config';

const folder = resolve(import.meta.dirname, '../../../models/faces');
const text = (path: string) => readFile(`${folder}/${path}`, 'utf8');
const source: PackSource = { kind: 'url', id: 'faces', url: 'http://nudge.example/models/faces/' };
const asShipped: ReadPackFile = async (_, path) => new Blob([await readFile(`${folder}/${path}`)]);

let pack: PackInfo;
let slots: readonly Slot[];

beforeAll(async () => {
  const { sampleSheet, guides } = parseNudgeJson(JSON.parse(await text('nudge.json')));
  const config: { id2label: Record<string, string> } = JSON.parse(await text('classifier/config.json'));
  const labels = Object.entries(config.id2label)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, label]) => label.split(': '));
  slots = [...new Set(labels.map(([slot]) => slot!))].map((name) => ({
    name,
    labels: labels.flatMap(([slot, label]) => (slot === name ? [label!] : [])),
  }));
  const guide = { targets: ['slots'], slots, scale: usualScale, rule: meanShift, parameters: 0 } as const;
  pack = {
    id: 'faces',
    title: 'Faces',
    sampleShape: [16, 16, 3],
    scheduler: linearConfig,
    guides: guides.map(({ id, title }) => ({ ...guide, id, title: title ?? id })),
    hasJudge: true,
    defaultSteps: 50,
    parameters: 1,
    ...(sampleSheet === null ? {} : { sampleSheet }),
  };
});

test('each picture comes with its label in each slot', async () => {
  const sheet = await loadSheet(source, pack, asShipped);
  expect(sheet.labels).toEqual(JSON.parse(await text('sheet.json')));
  expect(sheet.labels).toHaveLength(sheet.count);
  expect(sheet.labels![0]!.map((label, slot) => slots[slot]!.labels[label])).toEqual([
    'blond',
    'long',
    'no glasses',
    'blue',
    'purple',
    'no hat',
    'no beard',
    'happy',
  ]);
});

test.each([
  ['no JSON', 'hair'],
  ['no list', '{}'],
  ['too few', '[[0, 0, 0, 0, 0, 0, 0, 0]]'],
  ['rows that are too short', JSON.stringify(Array.from({ length: 100 }, () => [0]))],
  ['a label that no slot has', JSON.stringify(Array.from({ length: 100 }, () => [0, 2, 0, 0, 0, 0, 0, 0]))],
  ['half a label', JSON.stringify(Array.from({ length: 100 }, () => [0.5, 0, 0, 0, 0, 0, 0, 0]))],
])('says of a file of %s what was expected', async (_, content) => {
  const read: ReadPackFile = (from, path) =>
    path.endsWith('.json') ? Promise.resolve(new Blob([content])) : asShipped(from, path);
  await expect(loadSheet(source, pack, read)).rejects.toThrow(
    'sheet.json: expected for each of 100 images the number of its label in hair, length, glasses, shirt, ground, hat, beard, mood, got something else.',
  );
});

test('a pack without labels has a sheet without', async () => {
  const { labels: _, ...about } = pack.sampleSheet!;
  expect((await loadSheet(source, { ...pack, sampleSheet: about }, asShipped)).labels).toBeNull();
});
