import { describe, expect, it } from 'vitest';
import { curvesOf } from '../../../src/views/run/curves';
import { someRecord } from '../../history/some-steps';

const GUIDED = { large: true, other: false };
const NEITHER = { large: false, other: false };

describe('the curves along the way', () => {
  it('are the large lane, the one to compare it with, and faintly the rest', () => {
    const { logP } = curvesOf([someRecord(0)], 0, 1, [], GUIDED);
    expect(logP.map(({ name, tone, points }) => [name, tone, points])).toEqual([
      ['not guided', 'model', [[999, -2]]],
      ['guided', 'guide', [[999, -1]]],
    ]);
    expect(curvesOf([someRecord(0)], 1, null, [], NEITHER).logP.map(({ tone }) => tone)).toEqual([
      'faint',
      'model',
    ]);
  });

  it('have the colour and the name of what they are, whichever is large', () => {
    const { logP } = curvesOf([someRecord(0)], 1, 0, [], { large: false, other: true });
    expect(logP.map(({ name, tone, points }) => [name, tone, points])).toEqual([
      ['guided', 'guide', [[999, -1]]],
      ['not guided', 'model', [[999, -2]]],
    ]);
  });

  it('have a gap where a logarithm has no value', () => {
    const { size } = curvesOf([someRecord(0)], 1, null, [], NEITHER);
    expect(size.find(({ name }) => name === 'nudge')?.points[0]?.[1]).toBeNaN();
  });

  it('call no lane guided that was never at s above 0', () => {
    const atZero = [someRecord(0, { guidanceScale: 0 })];
    expect(curvesOf(atZero, 0, 1, [], GUIDED).logP.map(({ name }) => name)).toEqual(['not guided', 's = 0']);
    const outside = [someRecord(0, { guidanceInterval: [0, 10] })];
    expect(curvesOf(outside, 0, 1, [], GUIDED).logP.at(-1)?.name).toBe('s = 0');
  });

  it('have the ghost behind them', () => {
    const { logP, size } = curvesOf([someRecord(0)], 0, 1, [someRecord(0)], GUIDED);
    expect(logP.map(({ name }) => name)).toEqual(['ghost', 'not guided', 'guided']);
    expect(size.map(({ name }) => name)).toEqual(['noise σ', 'ghost', 'nudge']);
  });

  it('have no value of another guide, which would be of another kind', () => {
    const steps = [someRecord(0), someRecord(1, { guide: 'heads' })];
    const of = (by?: string) => curvesOf(steps, 0, 1, [], { ...GUIDED, by }).logP.map(({ points }) => points);
    expect(of()).toEqual([
      [
        [999, -2],
        [989, Number.NaN],
      ],
      [
        [999, -1],
        [989, Number.NaN],
      ],
    ]);
    expect(of('heads')[1]).toEqual([
      [999, Number.NaN],
      [989, -1],
    ]);
  });
});
