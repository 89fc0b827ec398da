import { describe, expect, it } from 'vitest';
import { curvesOf } from '../../../src/views/denoise/curves';
import { someRecord } from './some-steps';

describe('the curves along the way', () => {
  it('are the large lane, the one to compare it with, and faintly the rest', () => {
    const { logP } = curvesOf([someRecord(0)], 0, 1, []);
    expect(logP.map(({ name, tone, points }) => [name, tone, points])).toEqual([
      ['not guided', 'model', [[999, -2]]],
      ['guided', 'guide', [[999, -1]]],
    ]);
    expect(curvesOf([someRecord(0)], 1, null, []).logP.map(({ tone }) => tone)).toEqual(['faint', 'guide']);
  });

  it('have a gap where a logarithm has no value', () => {
    const { size } = curvesOf([someRecord(0)], 1, null, []);
    expect(size.find(({ name }) => name === 'nudge sΣg')?.points[0]?.[1]).toBeNaN();
  });

  it('have the ghost behind them', () => {
    const { logP, size } = curvesOf([someRecord(0)], 0, 1, [someRecord(0)]);
    expect(logP.map(({ name }) => name)).toEqual(['ghost', 'not guided', 'guided']);
    expect(size.map(({ name }) => name)).toEqual(['noise σ', 'ghost', 'nudge sΣg']);
  });
});
