// What is asked of the denoiser for the bound of a picture, and what becomes of its answers.

import { expect, test } from 'vitest';
import { BoundQuestions, pauseBound } from '../../../src/worlds/images/bound/bound-questions';
import { boundOf } from '../../../src/worlds/images/bound/bound-state';
import { evidenceOf } from '../../../src/views/objective/shown';
import { csvOf } from '../../../src/views/objective/csv';
import { rest, stopTheClock, until } from '../../clock';
import { openWithSheet } from './open-with-sheet';

stopTheClock();

async function opened() {
  const images = openWithSheet();
  await images.ready();
  images.actions.pause();
  images.actions.noise.wantSheet();
  const leave = images.actions.noise.ask(new BoundQuestions(images));
  const bound = () => boundOf(images.state());
  return { ...images, images, bound, leave };
}

test('every t is asked about once, the shown one first, and no guide with it', async () => {
  const { bound, questions } = await opened();
  await until(() => bound().terms.size === 1000);
  const asked = questions().flatMap(({ t }) => [...t]);
  expect(asked[0]).toBe(400);
  expect(asked.slice(1, 61)).toEqual(Array.from({ length: 60 }, (_, t) => t));
  expect(new Set(asked).size).toBe(1000);
  expect(asked).toHaveLength(1000);
  expect(questions().every(({ targets }) => targets === null)).toBe(true);
  const evidence = evidenceOf(bound(), 'fixed_small')!;
  expect(evidence.total.complete).toBe(true);
  const sum = evidence.rows.reduce((bits, row) => bits + row.bits, evidence.prior);
  expect(evidence.total.bits).toBeCloseTo(sum, 9);
  expect(evidence.upTo.at(-1)).toBeCloseTo(sum - evidence.prior, 9);
  expect(evidenceOf(bound(), 'fixed_large')!.total.bits).not.toBeCloseTo(evidence.total.bits, 2);
  expect(csvOf(evidence, 'fixed_small').split('\n')).toHaveLength(3 + 1 + 1000 + 1);
});

test('another picture or noise begins anew: nothing of the one before is shown', async () => {
  const { bound, actions } = await opened();
  await until(() => bound().terms.size === 1000);
  const before = bound();
  actions.noise.pick(1);
  expect(bound().terms.size).toBe(0);
  expect(bound().pictures).toBeNull();
  await until(() => bound().terms.size === 1000);
  expect(bound().terms.get(0)).not.toEqual(before.terms.get(0));
  actions.noise.setSeed(8);
  expect(bound().terms.size).toBe(0);
});

test('paused, only the t that is shown is asked about', async () => {
  const { bound, actions, images } = await opened();
  await until(() => bound().terms.size > 60);
  pauseBound(images, true);
  await rest();
  const { size } = bound().terms;
  actions.noise.setLevel(777);
  await until(() => bound().pictures?.t === 777);
  await rest();
  expect(bound().terms.size).toBe(size + 1);
  pauseBound(images, false);
  await until(() => bound().terms.size === 1000);
});
