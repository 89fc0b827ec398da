import { describe, expect, test } from 'vitest';
import { growth, slopeOf } from '../../soak/flat.mjs';

const many = (count: number, value: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => value(i));
/** Between -1 and 1, the same in every run. */
const noise = (i: number) => Math.sin(i * i * 12.9898);

describe('what is measured again and again', () => {
  // If it broke: the soak would pass a leak, or fail without one.
  test('grows where it grows by more than its noise', () => {
    expect(
      growth(
        'tensors',
        many(100, (i) => 40 + i),
      ),
    ).toContain('tensors grows by 1.00');
    expect(
      growth(
        'bytes',
        many(100, (i) => 1e6 + 20 * i + 100 * noise(i)),
      ),
    ).toContain('bytes grows');
  });

  test('does not where it keeps still, falls, or is noise', () => {
    expect(
      growth(
        'tensors',
        many(100, () => 40),
      ),
    ).toBeNull();
    expect(
      growth(
        'tensors',
        many(100, (i) => 40 - i),
      ),
    ).toBeNull();
    expect(
      growth(
        'bytes',
        many(100, (i) => 1e6 + 1e5 * noise(i)),
      ),
    ).toBeNull();
  });

  test('may grow at first', () => {
    expect(
      growth(
        'bytes',
        many(100, (i) => Math.min(i, 40)),
      ),
    ).toBeNull();
  });

  test('is not judged by a few values', () => {
    expect(growth('bytes', [1, 2, 3])).toContain('8 measurements');
  });

  test('a straight line is found as it was drawn', () => {
    expect(slopeOf(many(20, (i) => 3 + 2 * i)).slope).toBeCloseTo(2, 12);
  });
});
