// What is asked of the denoiser for the bound of a picture, and what becomes of its answers.

import { expect, test } from 'vitest';
import { BoundQuestions, setBoundStatus } from '../../../src/worlds/images/bound/bound-questions';
import { boundOf } from '../../../src/worlds/images/bound/bound-state';
import { comparedLines, linesOf } from '../../../src/views/objective/lines';
import { costOfVariance, evidenceOf } from '../../../src/views/objective/shown';
import { csvOf } from '../../../src/views/objective/csv';
import { dataOf, levelsFrame, stepFrame } from '../../../src/views/objective/saving';
import { selectPictures, selectStatus } from '../../../src/views/objective/shown';
import { jsonPieces } from '../../../src/export/json-pieces';
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
  setBoundStatus(images, 'paused');
  await rest();
  const { size } = bound().terms;
  actions.noise.setLevel(777);
  await until(() => bound().pictures?.t === 777);
  await rest();
  expect(bound().terms.size).toBe(size + 1);
  setBoundStatus(images, 'measuring');
  await until(() => bound().terms.size === 1000);
});

test('cancelled, nothing is asked and nothing is lost; measured here, only what is missing is asked', async () => {
  const { bound, actions, images, questions } = await opened();
  await until(() => bound().terms.size > 60);
  setBoundStatus(images, 'idle');
  const known = [...bound().terms];
  await rest();
  expect([...bound().terms]).toEqual(known); // the answer that was on its way too
  expect(selectPictures(images.state())?.t).toBe(400);
  const asked = questions().length;
  actions.noise.setLevel(777);
  await rest();
  expect(questions()).toHaveLength(asked);
  expect(selectPictures(images.state())).toBeNull();
  setBoundStatus(images, 'measuring');
  await until(() => bound().terms.size === 1000);
  expect(selectPictures(images.state())?.t).toBe(777);
  const more = questions().slice(asked);
  expect(more.flatMap(({ t }) => [...t])).toHaveLength(1000 - known.length);
  setBoundStatus(images, 'idle');
  actions.noise.pick(1);
  await rest();
  expect(questions()).toHaveLength(asked + more.length);
  expect(selectStatus(images.state())).toBe('idle');
});

test.each(['fixed_small', 'fixed_large'] as const)(
  'the saved numbers give the bound again, by eq. 5 and 12 of Ho et al. from the schedule alone (%s)',
  async (variance) => {
    const { bound, images } = await opened();
    await until(() => bound().terms.size === 1000);
    const evidence = evidenceOf(bound(), variance)!;
    const saved: ReturnType<typeof dataOf> = JSON.parse([...jsonPieces(dataOf(evidence, variance))].join(''));
    // linear β of the stub's scheduler, and nothing of what is tested
    const betas = Array.from({ length: 1000 }, (_, t) => 1e-4 + ((0.02 - 1e-4) * t) / 999);
    let [before, sum, alone] = [1, 0, 0];
    betas.forEach((beta, t) => {
      const after = before * (1 - beta);
      const tilde = (beta * (1 - before)) / (1 - after);
      const sigma = variance === 'fixed_small' ? tilde : beta;
      const row = saved.terms[t]!;
      expect(row.t).toBe(t);
      if (t > 0) {
        const cost = (tilde / sigma - 1 - Math.log(tilde / sigma)) / 2 / Math.LN2;
        alone += cost;
        sum += (beta ** 2 * row.clippedLoss) / (2 * sigma * (1 - beta) * (1 - after)) / Math.LN2 + cost;
      } else sum += row.bits;
      before = after;
    });
    const square = Object.values(saved.x0).reduce((total, x) => total + x * x, 0) / evidence.of.x0.length;
    const prior = (before * (square - 1) - Math.log(1 - before)) / 2 / Math.LN2;
    expect(Math.abs(saved.prior - prior)).toBeLessThan(1e-9);
    expect(Math.abs(saved.total - sum - prior)).toBeLessThan(1e-6 * saved.total);
    expect(Math.abs(saved.ofVarianceAlone - alone)).toBeLessThan(1e-9 + 1e-6 * alone);
    expect(saved).toMatchObject({ complete: true, T: 1000, variance, noiseSeed: 7 });
    const [first] = csvOf(evidence, variance).split('\n').slice(5);
    expect(first?.split(',').map(Number).slice(0, 2)).toEqual([1, saved.terms[1]!.bits]);
    const pictures = selectPictures(images.state());
    expect(stepFrame(evidence, variance, pictures)).toMatchObject({
      rows: [[{ note: 't = 400', values: pictures?.xt }, {}, { tone: 'model' }, { title: 'Off by' }]],
    });
    const levels = levelsFrame(evidence, variance, [0, 999], null);
    expect(levels).toMatchObject({ rows: [[{ title: 't = 0' }, { title: 't = 999' }]] });
    expect(levels.caption).toContain(`${evidence.total.bits.toFixed(3)} bits/dim, all 1000 values of t`);
  },
);

test('of several draws each is what its own key gives alone, and they are asked one after the other', async () => {
  const { bound, actions, questions } = await opened();
  await until(() => bound().terms.size === 1000);
  actions.noise.lookAtBound({ draws: 3 });
  await until(() => bound().more[1]?.size === 1000);
  await rest();
  expect(questions().flatMap(({ t }) => [...t])).toHaveLength(3000);
  const { terms, more } = bound();
  const evidence = evidenceOf(bound(), 'fixed_small')!;
  const alone: number[] = [];
  for (const seed of [8, 9]) {
    actions.noise.setSeed(seed);
    actions.noise.lookAtBound({ draws: 1 });
    await until(() => bound().terms.size === 1000);
    const draw = more[seed - 8]!;
    for (const [t, term] of bound().terms) expect(draw.get(t)).toEqual(term);
    alone.push(evidenceOf(bound(), 'fixed_small')!.total.bits);
  }
  expect(evidence.totals).toHaveLength(3);
  [evidence.total.bits, ...alone].forEach((bits, i) => expect(evidence.totals[i]).toBeCloseTo(bits, 9));
  expect(evidence.drawn).toHaveLength(1000);
  const at500 = evidence.drawn.find(([row]) => row?.t === 500)!;
  expect(at500.map(({ loss }) => loss)).toEqual([terms, ...more].map((draw) => draw.get(500)!.loss));
});

test('while paused, and of another picture, no further draw is asked for or shown', async () => {
  const { bound, actions, images } = await opened();
  await until(() => bound().terms.size === 1000);
  setBoundStatus(images, 'paused');
  actions.noise.lookAtBound({ draws: 4 });
  await rest();
  expect(bound().more).toEqual([]);
  setBoundStatus(images, 'measuring');
  await until(() => (bound().more[0]?.size ?? 0) > 10);
  expect(evidenceOf(bound(), 'fixed_small')!.drawn.length).toBeGreaterThan(10);
  actions.noise.pick(1);
  expect(bound().more).toEqual([]);
});

test('in the plot L_0 stands apart, and what Σ = β costs by itself is an area', async () => {
  const { bound } = await opened();
  await until(() => bound().terms.size === 1000);
  const at = ({ t }: { readonly t: number }) => t;
  const small = evidenceOf(bound(), 'fixed_small')!;
  const [steps, last] = linesOf(small, at).bits;
  expect(steps!.points).toHaveLength(999);
  expect(last).toMatchObject({ name: 'L₀', points: [[0, small.rows[0]!.bits]] });
  const large = evidenceOf(bound(), 'fixed_large')!;
  const [alone, ...others] = linesOf(large, at).bits;
  expect(others.map(({ name }) => name)).toEqual(['L_t', 'L₀']);
  const sum = alone!.points.reduce((bits, [, y]) => bits + y, 0);
  expect(sum).toBeCloseTo(costOfVariance(large, 'fixed_large'), 9);
  expect(alone!.band).toHaveLength(alone!.points.length);
  const three = comparedLines(
    [
      { name: 'own', evidence: small },
      { name: 'foreign', evidence: null },
    ],
    small,
    at,
  );
  expect(three.bits.map(({ name }) => name)).toEqual(['own', 'own, L₀', 'foreign']);
});
