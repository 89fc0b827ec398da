// Which row keeps most variety among those that are accepted as often as the best: by hand.

import { expect, it } from 'vitest';
import { mostVarious } from '../../src/measures/most-various';
import { differenceOf, wilson, type Estimate } from '../../src/measures/shares';
import type { RowMeasures } from '../../src/measures/tradeoff';

const exact: Estimate = { value: 1, low: 1, high: 1 };

function row(accepted: number, samples: number, vendi: Estimate | null): RowMeasures {
  const variety = vendi && { vendi, distance: exact, recall: exact, precision: exact };
  return { samples, accepted, acceptance: wilson(accepted, samples), nats: exact, variety };
}

const vendi = (value: number, half: number): Estimate => ({ value, low: value - half, high: value + half });

it('leaves out rows that are accepted less often, however various they are', () => {
  const found = mostVarious([
    row(20, 64, vendi(30, 1)),
    row(60, 64, vendi(20, 1)),
    row(62, 64, vendi(14, 1)),
    row(64, 64, vendi(10, 1)),
  ]);
  expect(found).toMatchObject({ row: 1, next: 2, isApart: true, equal: [1, 2, 3] });
  expect(found?.best.value).toBe(20);
});

it('says where the two cannot be told apart', () => {
  expect(mostVarious([row(15, 16, vendi(9, 2)), null, row(16, 16, vendi(7, 2))])).toMatchObject({
    row: 0,
    next: 2,
    isApart: false,
  });
});

it('has nothing to say of one row, or where too few are accepted', () => {
  expect(mostVarious([])).toBeNull();
  expect(mostVarious([row(16, 16, vendi(9, 2)), row(3, 16, null), null])).toBeNull();
  expect(mostVarious([row(16, 16, vendi(9, 2)), row(8, 64, vendi(7, 2))])).toBeNull();
});

it('takes the interval of a difference as published', () => {
  const difference = differenceOf(wilson(56, 70), wilson(48, 80)); // Newcombe 1998, table II, (a), method 10
  expect(difference.value).toBeCloseTo(0.2, 12);
  expect(difference.low).toBeCloseTo(0.0524, 4);
  expect(difference.high).toBeCloseTo(0.3339, 4);
});
