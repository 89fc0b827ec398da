// What Sweep says is missing, for each thing that can be.

import { describe, expect, it } from 'vitest';
import type { RowMeasures } from '../../../src/measures/tradeoff';
import { classTarget, type Target } from '../../../src/terms/target';
import { missingOf } from '../../../src/views/sweep/missing';
import type { ShownRow } from '../../../src/views/sweep/shown';
import type { SweepOf } from '../../../src/sweep/asked';
import { defaultSweep } from '../../../src/sweep/sweep';
import type { Sampled } from '../../../src/sweep/sampled';
import { packOf } from '../../store/agree/fake-network';

const exact = { value: 1, low: 1, high: 1 };

interface Case {
  readonly hasJudge?: boolean;
  readonly guided?: boolean;
  readonly target?: Target;
  readonly seeds?: number;
  readonly hasReal?: boolean;
  /** Samples of each of two rows, accepted ones of each, and m. */
  readonly samples?: readonly [number, number];
  readonly accepted?: readonly [number, number];
  readonly m?: number;
  readonly isRead?: boolean;
  readonly isReading?: boolean;
}

function said(given: Case): string {
  const { hasJudge = true, guided = true, target = classTarget(1), seeds = 16, hasReal = true } = given;
  const { samples = [0, 0], accepted = [0, 0], m = null, isRead = true, isReading = false } = given;
  const pack = { ...packOf('digits'), hasJudge };
  const [guide] = pack.guides;
  const made = { model: 'digits', guide: 'noisy', target: '1', sampler: 'ddim', steps: 50 } as const;
  const scales = [0, 4];
  const rows = scales.map((scale) => ({ scale, interval: null }));
  const of: SweepOf = {
    pack,
    made,
    guide: guided ? guide! : null,
    target,
    mixture: null,
    scales,
    intervals: [],
    at: 4,
    rows,
    settings: { ...defaultSweep, seeds },
    leftOut: [],
  };
  const sample: Sampled = {
    x0: null,
    verdict: { accepted: isRead ? true : null, nats: 0, label: 0 },
    features: new Float32Array(),
  };
  const shown = rows.map((row, i): ShownRow => ({
    ...row,
    name: `s = ${row.scale}`,
    inWords: '',
    here: new Map(),
    shipped: null,
    isShipped: false,
    samples: Array.from({ length: samples[i]! }, () => sample),
  }));
  const measures = samples.map((n, i): RowMeasures | null => {
    const enough = m !== null && accepted[i]! >= m;
    const variety = enough ? { vendi: exact, distance: exact, recall: exact, precision: exact } : null;
    return n === 0 ? null : { samples: n, accepted: accepted[i]!, acceptance: exact, nats: exact, variety };
  });
  const { tradeoff, distances, others } = {
    tradeoff: { m, rows: measures, real: null },
    distances: [null, null],
    others: [],
  };
  return missingOf(of, hasReal, { tradeoff, distances, rows: shown, others }, isReading);
}

describe('what Sweep says is missing', () => {
  it.each<[string, Case, RegExp]>([
    ['a judge', { hasJudge: false }, /^This model has no judge.*distances in pixels/],
    ['a guide', { guided: false }, /^Nothing was asked for/],
    [
      'anything that the judge can read',
      { isRead: false, samples: [4, 4], target: { kind: 'prompt', parts: [{ text: 'red', weight: 1 }] } },
      /^What was asked for \(.*red.*\) cannot be read off a sample/,
    ],
    ['real samples', { hasReal: false }, /^The model comes without real samples of this/],
    ['what is still being read', { hasReal: false, isReading: true }, /is on its way/],
    ['seeds', { seeds: 1 }, /^One seed .* ask for 8 or more/],
    ['some seeds', { seeds: 7 }, /^7 seeds are too few .* ask for 8 or more/],
    ['samples', {}, /as soon as a row has 8 .*: no sample is computed yet/],
    [
      'accepted ones',
      { samples: [16, 16], accepted: [2, 5] },
      /as soon as a row has 8 .*: the best row has 5 of 16/,
    ],
    [
      'accepted ones of one row',
      { samples: [16, 16], accepted: [2, 12], m: 12 },
      /first 12 accepted .* 1 of 2 rows has too few of them/,
    ],
    ['nothing', { samples: [16, 16], accepted: [12, 12], m: 12 }, /95 % intervals\.$/],
  ])('%s', (_, given, expected) => {
    expect(said(given)).toMatch(expected);
  });
});
