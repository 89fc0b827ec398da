// The bounds of several pictures: asked as lanes of one question, averaged, and compared.

import fc from 'fast-check';
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { Reading } from '../../../src/address/field';
import { shuffledPixels } from '../../../src/diffusion/noise/shuffle';
import { jsonPieces } from '../../../src/export/json-pieces';
import { meanOf } from '../../../src/measures/point-evidence';
import { spokenBound } from '../../../src/views/objective/announcer';
import { csvShown } from '../../../src/views/objective/csv';
import { dearestOf, halfOfDifference, meanEvidence } from '../../../src/views/objective/over-pictures';
import { dataShown } from '../../../src/views/objective/saving';
import { comparedText, lostText, nothingText, saidOfSet } from '../../../src/views/objective/sentences';
import { evidenceOf, type Evidence } from '../../../src/views/objective/shown';
import { shownOf } from '../../../src/views/objective/use-shown';
import { boundAddress, setType } from '../../../src/worlds/images/bound/bound-address';
import { BoundQuestions, setBoundStatus } from '../../../src/worlds/images/bound/bound-questions';
import { knownOf } from '../../../src/worlds/images/bound/bound-state';
import { addToSet, compare, patchCompared, takeFromSet } from '../../../src/worlds/images/bound/compare';
import { MOST_IN_SET } from '../../../src/worlds/images/bound/compared';
import { findForeign } from '../../../src/worlds/images/bound/foreign';
import { comparedOf, lanesOf } from '../../../src/worlds/images/bound/lanes';
import type { PictureSource } from '../../../src/worlds/images/noise-settings';
import { noiseOf } from '../../../src/worlds/images/noise-state';
import { rest, stopTheClock, until } from '../../clock';
import { openWithSheet, SHEET } from './open-with-sheet';

stopTheClock();

const ELSEWHERE = { ...SHEET, source: 'elsewhere' };

const sheet = (...indices: readonly number[]): PictureSource[] =>
  indices.map((index) => ({ kind: 'sheet', index }));

async function opened() {
  const images = openWithSheet();
  await images.ready();
  images.actions.pause();
  images.actions.noise.wantSheet();
  images.actions.noise.ask(new BoundQuestions(images));
  await until(() => noiseOf(images.state()).sheet !== null);
  const shown = () => shownOf(noiseOf(images.state()).bound, lanesOf(images.state()), 'fixed_small');
  const isComplete = () => {
    const { bound } = noiseOf(images.state());
    const { of } = lanesOf(images.state());
    return of.length > 0 && of.every((each) => knownOf(bound, each)?.terms.size === 1000);
  };
  const pairs = () => images.questions().flatMap(({ xt, t }) => [...t].map((each, i) => `${each} ${xt[i]}`));
  return { ...images, images, shown, isComplete, pairs };
}

test('a set is the lanes of the question: each picture at each t once, several t and pictures at a time', async () => {
  const { images, shown, isComplete, questions, pairs } = await opened();
  compare(images, 'set');
  addToSet(images, sheet(0, 1, 2));
  await until(isComplete);
  await rest();
  expect(shown().each).toHaveLength(4);
  expect(spokenBound(images.state())).toMatch(/^\d+\.\d{3} bits per dimension\. The mean over 4 pictures/);
  expect(pairs()).toHaveLength(4000);
  expect(new Set(pairs()).size).toBe(4000);
  expect(questions().some(({ t }) => new Set(t).size > 1)).toBe(true);
  const most = questions().map(({ t }) =>
    Math.max(...[...t].map((each) => t.filter((other) => other === each).length)),
  );
  expect(Math.max(...most)).toBe(4);
});

test('each picture of a set has the terms that it has alone; means and intervals are theirs', async () => {
  const { images, shown, isComplete, actions } = await opened();
  compare(images, 'set');
  addToSet(images, sheet(0, 1, 2));
  await until(isComplete);
  const together = shown();
  const { evidence } = together;
  compare(images, 'one');
  const alone: Evidence[] = [];
  for (const of of together.lanes.of) {
    actions.noise.setSeed(99); // what is known of the others is of no use under it
    await rest();
    actions.noise.pick(Number(of.key.split(' ')[1]));
    actions.noise.setSeed(7);
    await until(() => noiseOf(images.state()).bound.terms.size === 1000);
    alone.push(evidenceOf(noiseOf(images.state()).bound, 'fixed_small')!);
  }
  together.each.forEach((one, i) => expect(one?.rows).toEqual(alone[i]!.rows));
  const totals = alone.map(({ total }) => total.bits);
  const n = totals.length;
  const mean = totals.reduce((sum, each) => sum + each, 0) / n;
  const deviation = Math.sqrt(totals.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1));
  expect(n).toBe(4);
  expect(evidence!.total).toEqual({ bits: expect.closeTo(mean, 9), complete: true });
  expect(evidence!.set!.total.high - mean).toBeCloseTo((3.182 * deviation) / 2, 9); // Student's, 3 degrees
  const at500 = alone.map(({ rows }) => rows.find(({ t }) => t === 500)!.loss);
  const band = evidence!.set!.bands.find(({ row }) => row.t === 500)!;
  expect(band.row.loss).toBeCloseTo(at500.reduce((sum, each) => sum + each, 0) / 4, 9);
  expect(band.loss.low).toBeLessThan(band.row.loss);
  expect(evidence!.upTo.at(-1)! + evidence!.prior).toBeCloseTo(mean, 9);
});

test('a picture that is added takes nothing from the screen, and one that is taken out is known when it comes back', async () => {
  const { images, shown, isComplete, questions } = await opened();
  compare(images, 'set');
  addToSet(images, sheet(0, 1));
  await until(isComplete);
  const before = shown().evidence!;
  const rows = before.rows.map(({ bits }) => bits);
  addToSet(images, sheet(2));
  const after = shown().evidence!;
  expect(after.rows.map(({ bits }) => bits)).toEqual(rows);
  expect(after.total.bits).toBe(before.total.bits);
  expect(saidOfSet(after, after.set!)).toContain('The mean of the 3 of 4 pictures that are complete');
  await until(isComplete);
  takeFromSet(images, sheet(1)[0]!);
  await rest();
  const asked = questions().length;
  addToSet(images, sheet(1));
  expect(isComplete()).toBe(true);
  await rest();
  expect(questions()).toHaveLength(asked);
});

test('early sums are near the whole ones: both ends of t come first, and none is shown without them', async () => {
  const { images, shown, isComplete } = await opened();
  compare(images, 'set');
  addToSet(images, sheet(0, 1, 2));
  await until(() => shown().evidence?.set?.counted === 4 && shown().evidence!.set!.terms > 50);
  const early = shown().evidence!;
  expect(early.set!.terms).toBeLessThan(100);
  expect(saidOfSet(early, early.set!)).toMatch(
    /^An estimate from \d+ of 4,000 terms of 4 pictures; 95 % interval/,
  );
  await until(isComplete);
  // of pictures of one pixel each term is as noisy as it can be
  expect(Math.abs(early.total.bits / shown().evidence!.total.bits - 1)).toBeLessThan(0.3);
});

test('cancelled or paused, no picture of a set is asked about', async () => {
  const { images, shown, questions } = await opened();
  setBoundStatus(images, 'paused');
  compare(images, 'set');
  addToSet(images, sheet(0, 1, 2));
  await rest();
  expect(shown().evidence).toBeNull(); // of the t that is shown alone no sum is known
  expect(nothingText(shown().lanes, 'paused')).toContain('press “Go on”');
  setBoundStatus(images, 'idle');
  await rest();
  expect(questions()).toHaveLength(1);
});

describe('what is said of sets', () => {
  test('an empty one, one picture, two, and pictures that the model has not', async () => {
    const { images, shown, isComplete } = await opened();
    compare(images, 'set');
    patchCompared(images, { set: [] });
    expect(nothingText(shown().lanes, 'measuring')).toContain('The set is empty: choose pictures');
    expect(shown().evidence).toBeNull();
    addToSet(images, sheet(0));
    await until(isComplete);
    const one = shown().evidence!;
    expect(saidOfSet(one, one.set!)).toMatch(
      /^Of one picture alone, all 1000 values of t; a 95 % interval needs three/,
    );
    addToSet(images, [...sheet(1, 77), { kind: 'drawn', text: 'AAA' }]);
    expect(shown().lanes).toMatchObject({ lost: 2, of: [{}, {}] });
    expect(lostText(2, 'Digits')).toBe('2 pictures of the set are none of Digits: they are left out.');
    await until(isComplete);
    const two = shown().evidence!;
    expect(two.set!.total.low).toBe(-Infinity);
    expect(two.set!.bands).toEqual([]);
    expect(saidOfSet(two, two.set!)).toContain('a 95 % interval needs three pictures');
  });

  test('no set is larger than it may be, and a sentence says so', async () => {
    const { images } = await opened();
    const all = Array.from({ length: MOST_IN_SET + 5 }, (_, i) => i);
    expect(addToSet(images, sheet(...all))).toBe(false);
    expect(comparedOf(images.state()).set).toHaveLength(MOST_IN_SET);
    expect(noiseOf(images.state()).note).toEqual({
      text: 'A set holds 100 pictures, and this would make 105: take some out first.',
      isTrouble: true,
    });
  });
});

test('the saved numbers of a set give its mean and interval again', async () => {
  const { images, shown, isComplete } = await opened();
  compare(images, 'set');
  addToSet(images, sheet(0, 1));
  await until(isComplete);
  const of = evidenceOf(noiseOf(images.state()).bound, 'fixed_small')!;
  const saved = JSON.parse([...jsonPieces(dataShown(shown(), of, 'fixed_small'))].join('')) as {
    readonly mean: object;
    readonly pictures: readonly { readonly name: string; readonly total: number }[];
  };
  expect(saved.pictures.map(({ name }) => name).toSorted()).toEqual(['sheet 0', 'sheet 1', 'sheet 3']);
  expect(saved.mean).toEqual(meanOf(saved.pictures.map(({ total }) => total)));
  const csv = csvShown(shown(), 'fixed_small').split('\n');
  expect(csv.filter((line) => !line.startsWith('#'))).toHaveLength(1 + 3000 + 1);
  expect(csv.find((line) => line.startsWith('# mean'))).toMatch(/^# mean of 3 of 3: /);
  expect(csv).toContain('picture,t,bits,loss,clippedLoss,meanError,weight');
});

describe('in an address', () => {
  test('numbers of the sheet as runs, there and back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(9_999), { minLength: 1, maxLength: MOST_IN_SET }), (indices) => {
        const text = setType.write(sheet(...indices));
        expect(setType.read(text)).toEqual(sheet(...indices.toSorted((a, b) => a - b)));
      }),
    );
    expect(setType.write(sheet(3, 1, 2, 71))).toBe('1-3_71');
    for (const wrong of ['', '5-', '-5', '5-x', 'x', '9-5', '1-2-3', '0-100', '0-99_200', '1.5'])
      expect(setType.read(wrong)).toBeUndefined();
  });

  test('a link restores what is compared, and leaves what was drawn where the set is the same', async () => {
    const { images } = await opened();
    compare(images, 'set');
    addToSet(images, [...sheet(0, 1), { kind: 'drawn', text: 'A' }]);
    const texts = boundAddress.write(images.state());
    expect(texts).toEqual({ compared: 'set', set: '0-1_3' });
    boundAddress.read(images, new Reading(new Map(Object.entries(texts))));
    expect(comparedOf(images.state()).set).toHaveLength(4);
    boundAddress.read(images, new Reading(new Map([['set', '2']])));
    expect(comparedOf(images.state())).toMatchObject({ kind: 'one', set: sheet(2) });
    boundAddress.read(images, new Reading(new Map()));
    expect(boundAddress.write(images.state())).toEqual({});
  });
});

describe('own against foreign against shuffled', () => {
  const png = encode({ width: 2, height: 2, channels: 1, data: Uint8Array.from([9, 99, 199, 249]) });
  const other = (manifest: unknown) => (_: unknown, path: string) =>
    Promise.resolve(new Blob([path === 'nudge.json' ? JSON.stringify(manifest) : Uint8Array.from(png)]));
  const models = 'https://nudge.example/models/';

  test('three pictures under one noise: of this sheet, of another model’s at the same place, and shuffled', async () => {
    const { images, shown, isComplete } = await opened();
    compare(images, 'foreign');
    await findForeign(images, images.state().model.pack!, models, other({ sampleSheet: ELSEWHERE }));
    expect(lanesOf(images.state()).names).toEqual(['own', 'foreign', 'shuffled']);
    const [own, foreign] = lanesOf(images.state()).of;
    expect(own!.x0[0]).toBeCloseTo(204 / 127.5 - 1, 6); // picture 3
    expect(foreign!.x0[0]).toBeCloseTo(249 / 127.5 - 1, 6);
    await until(isComplete);
    const { compared } = shown();
    const totals = compared.map(({ evidence }) => evidence!.total.bits);
    expect(dearestOf(compared)).toMatchObject({
      bits: Math.max(...totals),
      others: [
        { name: 'foreign', more: totals[1]! - totals[0]! },
        { name: 'shuffled', more: 0 }, // of one pixel
      ],
    });
    const text = comparedText(compared, 'Digits');
    expect(spokenBound(images.state())).toContain(`${Math.max(...totals).toFixed(3)} bits/dim`);
    expect(text).toContain(`${Math.max(...totals).toFixed(3)} bits/dim`);
    expect(text).toContain('Shuffled costs as much as own.');
    expect(csvShown(shown(), 'fixed_small')).toContain('\nforeign,500,');
  });

  test.each([
    ['such a sheet', { title: 'no sheet' }],
    ['one from elsewhere', { sampleSheet: SHEET }],
  ])('without %s the drawn picture is the foreign one, or else a sentence says so', async (_, manifest) => {
    const { images, shown, actions } = await opened();
    compare(images, 'foreign');
    await findForeign(images, images.state().model.pack!, models, other(manifest));
    expect(lanesOf(images.state()).names).toEqual(['own', 'shuffled']);
    expect(comparedText(shown().compared, 'Digits')).toContain(
      'No other model has pictures as large as those of Digits',
    );
    actions.noise.draw();
    expect(lanesOf(images.state()).names).toEqual(['own', 'foreign', 'shuffled']);
    expect([...lanesOf(images.state()).of[1]!.x0]).toEqual([-1]);
    actions.noise.pick(2);
    expect([...lanesOf(images.state()).of[1]!.x0]).toEqual([-1]);
    expect(lanesOf(images.state()).of[0]!.key).toBe('sheet 2');
  });

  test('a shuffle keeps every pixel with its channels, is of its seed, and moves them evenly', () => {
    const [h, w, c] = [4, 4, 3];
    const x0 = Float32Array.from({ length: h * w * c }, (_, i) => i);
    const places = Array.from({ length: 16 }, () => 0);
    for (let seed = 0; seed < 1600; seed++) {
      const shuffled = shuffledPixels(x0, [h, w, c], seed);
      const pixels = Array.from({ length: 16 }, (_, pixel) => shuffled.subarray(3 * pixel, 3 * pixel + 3));
      places[pixels.findIndex(([first]) => first === 0)]!++;
      expect(pixels.every(([a, b, d]) => a! % 3 === 0 && b === a! + 1 && d === a! + 2)).toBe(true);
      expect([...shuffled].toSorted((a, b) => a - b)).toEqual([...x0]);
    }
    // expected 100 in each, with a deviation of 9.7
    for (const count of places) expect(Math.abs(count - 100)).toBeLessThan(45);
    expect(shuffledPixels(x0, [h, w, c], 5)).toEqual(shuffledPixels(x0, [h, w, c], 5));
  });

  test('half of a difference lies at the t from which on the rest is never more than the other half', () => {
    const [a, b] = [Float64Array.from([0, 1, 6, 4, 8, 8]), new Float64Array(6)];
    expect(halfOfDifference(a, b)).toBe(2);
    expect(halfOfDifference(b, a)).toBe(2);
    expect(halfOfDifference(Float64Array.from([0, 5, 1, 4, 8]), new Float64Array(5))).toBe(3);
  });
});

test('nothing is known of no picture', () => {
  expect(meanEvidence([])).toBeNull();
  expect(meanEvidence([null])).toBeNull();
});

test('what is known under another noise is not of these pictures', async () => {
  const { images, isComplete, actions } = await opened();
  compare(images, 'set');
  addToSet(images, sheet(0));
  await until(isComplete);
  const [of] = lanesOf(images.state()).of;
  actions.noise.setSeed(8);
  const { bound } = noiseOf(images.state());
  for (const each of lanesOf(images.state()).of) expect(knownOf(bound, each)?.terms.size ?? 0).toBe(0);
  expect(of!.seed).toBe(7);
});
