// What was made from a pack's weights is of the weights that are committed, and the notes of it can be trusted.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noteStep, readMadeBy, staleSteps } from '../../scripts/refresh-pack/made-by.mjs';
import { seedReadAsAsked } from '../../scripts/refresh-pack/seeds.mjs';
import { packs, stepsOf } from '../../scripts/refresh-pack/steps.mjs';

const repository = resolve(import.meta.dirname, '../..');

describe.each(packs)('%s', (pack) => {
  test('nothing that was made from its weights is older than they are', () => {
    const stale = staleSteps(repository, stepsOf(pack), readMadeBy(repository, pack));
    const files = stale.flatMap(({ makes }) => makes);
    expect(files, `stale: npm run refresh-pack -- ${pack}`).toEqual([]);
  });

  test('its notes are of its steps and of what they make', () => {
    const noted = readMadeBy(repository, pack);
    expect(Object.keys(noted).toSorted()).toEqual(
      stepsOf(pack)
        .map(({ name }) => name)
        .toSorted(),
    );
    for (const { name, makes } of stepsOf(pack)) expect(noted[name]?.makes).toEqual(makes);
  });
});

describe('the command', () => {
  const main = join(repository, 'scripts/refresh-pack/main.mjs');

  test('lists every step and what it makes', () => {
    const listed = execFileSync(process.execPath, [main, 'words', '--list'], { encoding: 'utf8' });
    for (const { name, makes } of stepsOf('words')) {
      expect(listed).toMatch(new RegExp(`^(fresh|stale)  ${name}: `, 'm'));
      for (const path of makes) expect(listed).toContain(path);
    }
  });

  test.each([
    [[], 'expected one pack, got none'],
    [['plane'], 'expected one pack, got plane'],
    [
      ['words', '--only', 'onnx'],
      'expected a step of words, references, losses, recording, runs, card, got onnx',
    ],
    [['words', '--all'], "Unknown option '--all'"],
  ])('says what is wrong with %j', (given, problem) => {
    const { status, stderr } = spawnSync(process.execPath, [main, ...given], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain(problem);
  });
});

describe('notes', () => {
  let root: string;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const first = { name: 'first', about: '', weights: ['a.weights'], makes: ['a.json'] };
  const second = {
    name: 'second',
    about: '',
    weights: ['a.weights', 'b.weights'],
    makes: ['b.json', 'c.json'],
  };
  const steps = [first, second];
  const stale = () => staleSteps(root, steps, readMadeBy(root, 'some'));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'refresh-pack-'));
    for (const path of ['a.weights', 'b.weights', 'a.json', 'b.json', 'c.json']) write(path, path);
    mkdirSync(join(root, 'test/refresh-pack'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('a step that was never done is stale, and no more so once it is noted', () => {
    expect(stale()).toEqual(steps);
    noteStep(root, 'some', first);
    expect(stale()).toEqual([second]);
    noteStep(root, 'some', second);
    expect(stale()).toEqual([]);
  });

  test('other weights make every step stale that read them', () => {
    for (const step of steps) noteStep(root, 'some', step);
    write('b.weights', 'trained on');
    expect(stale()).toEqual([second]);
    write('a.weights', 'trained on');
    expect(stale()).toEqual(steps);
    noteStep(root, 'some', second);
    expect(stale()).toEqual([first]);
  });

  test('a file that is missing is stale', () => {
    for (const step of steps) noteStep(root, 'some', step);
    rmSync(join(root, 'c.json'));
    expect(stale()).toEqual([second]);
  });

  test('weights that a step did not read when it was noted make it stale', () => {
    noteStep(root, 'some', { ...second, weights: ['a.weights'] });
    expect(stale()).toContain(second);
  });
});

describe('a seed that is read as asked', () => {
  const verdict = (label: number, probability = 0.99) => ({ label, probability });
  const seeds = [3, 2, 3, 2];
  const targets = [7, 7, 8, 8];

  test('is the least of those whose every sample is', () => {
    const right = [7, 7, 8, 8].map((label) => verdict(label));
    expect(seedReadAsAsked({ seeds, targets, verdicts: right })).toBe(2);
    expect(seedReadAsAsked({ seeds, targets, verdicts: right.with(3, verdict(3)) })).toBe(3);
    expect(seedReadAsAsked({ seeds, targets, verdicts: right.with(1, verdict(7, 0.9)) })).toBe(3);
  });

  test('may not be there', () => {
    const verdicts = [7, 7, 3, 3].map((label) => verdict(label));
    expect(() => seedReadAsAsked({ seeds, targets, verdicts })).toThrow('got none of');
  });
});
