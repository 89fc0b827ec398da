// What is measured of sentences and of points: by hand, against drawn ones, and that intervals cover.

import { describe, expect, it } from 'vitest';
import { drawPoints, uniforms } from '../../src/diffusion/mixture/draw';
import { conditionalMixture } from '../../src/diffusion/mixture/conditional';
import { presetOf } from '../../src/diffusion/mixture/presets';
import { classesOf } from '../../src/diffusion/distances/class-accuracy';
import { jackknife } from '../../src/measures/jackknife';
import { pointMeasures, pointVerdict, type FinishedPoint } from '../../src/measures/points';
import { DISTINCT_2, distinct2, sentenceMeasures, type Sentence } from '../../src/measures/sentences';
import { wilson } from '../../src/measures/shares';
import { measuringBy } from '../../src/measures/tradeoff';

function ended<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

describe('of sentences', () => {
  const said = (text: string, accepted = true, nats = 2) => ({ words: text.split(' '), accepted, nats });

  it('distinct-2 is different pairs over all', () => {
    expect(distinct2([['a', 'b', 'a', 'b']])).toBeCloseTo(2 / 3, 12); // ab ba ab
    expect(
      distinct2([
        ['a', 'b'],
        ['a', 'b'],
        ['b', 'c'],
      ]),
    ).toBeCloseTo(2 / 3, 12);
    expect(distinct2([['a'], []])).toBe(0);
  });

  it('are of the first m accepted ones of each row', () => {
    const row = Array.from({ length: 10 }, (_, i) => said(`word${i} is is good`));
    const few = [...row.slice(0, 7), said('not asked for', false)];
    const found = ended(measuringBy([few, row], sentenceMeasures));
    expect(found).toMatchObject({ m: 10, real: null });
    expect(found.rows[0]).toMatchObject({ accepted: 7, variety: null });
    expect(found.rows[1]!.acceptance).toEqual(wilson(10, 10));
    expect(found.rows[1]!.variety!.repeats).toEqual(wilson(10, 10));
    expect(found.rows[1]!.variety!.distinct2!.value).toBeCloseTo(12 / 30, 12);
  });

  it('has intervals of distinct-2 that cover its expected value', () => {
    const words = Array.from({ length: 12 }, (_, i) => `w${i}`);
    const draw = (seed: number): Sentence[] => {
      const u = uniforms(8 * 10, seed, 'forward', 0);
      const drawn = Array.from(u, (at) => words[Math.floor(12 * at ** 2)]!);
      return Array.from({ length: 10 }, (_, i) => drawn.slice(8 * i, 8 * (i + 1)));
    };
    const sets = Array.from({ length: 200 }, (_, seed) => draw(seed));
    const many = Array.from({ length: 2000 }, (_, seed) => distinct2(draw(1000 + seed)));
    const expected = many.reduce((sum, each) => sum + each, 0) / many.length;
    const covering = sets.filter((set) => {
      const { low, high } = jackknife(set, DISTINCT_2);
      return low <= expected && expected <= high;
    });
    expect(covering.length / sets.length).toBeGreaterThan(0.9);
  });
});

describe('of points', () => {
  const { mixture } = presetOf('moons')!;
  const verdict = pointVerdict(mixture, 1);
  const rowOf = (points: Float32Array): FinishedPoint[] =>
    Array.from({ length: points.length / 2 }, (_, i) => {
      const at = [points[2 * i]!, points[2 * i + 1]!] as const;
      return { ...verdict(at), at };
    });

  it('are read by the exact classifier', () => {
    const { points } = drawPoints(mixture, 200, 1, 0);
    const labels = classesOf(mixture, points);
    rowOf(points).forEach(({ accepted, nats }, i) => {
      expect(accepted).toBe(labels[i] === 1);
      expect(nats < Math.log(2)).toBe(accepted);
    });
  });

  it('cannot tell the truth from the truth, and tell points that are all alike', () => {
    const truth = rowOf(drawPoints(conditionalMixture(mixture, 1), 64, 5, 0).points);
    const alike = truth.map((): FinishedPoint => truth[0]!);
    const found = ended(measuringBy([truth, alike], pointMeasures(mixture, 1)));
    const { spread, swd } = found.rows[0]!.variety!;
    expect(found.m).toBe(64);
    expect(found.real!.spread! > spread!.low && found.real!.spread! < spread!.high).toBe(true);
    expect(swd!.value / found.real!.swd!).toBeLessThan(2);
    expect(found.real!.acceptance).toBeGreaterThan(0.98);
    expect(found.rows[1]!.variety!.spread!.value).toBeCloseTo(0, 5);
    expect(found.rows[1]!.variety!.swd!.value / found.real!.swd!).toBeGreaterThan(3);
  });
});
