// A guide that says of itself how x_t should move is held to what its own value does.

import { expect, it } from 'vitest';
import type { Guide } from '../../src/terms/networks';
import { classTarget } from '../../src/terms/target';
import { checkGradient } from '../../src/worker/check-gradient';

const SIZE = 3;
const AT = [0.5, -1, 2];
const target = classTarget(1);

/** log p = -|x - at|²/2 of samples of three numbers; `says` is what becomes of its gradient. */
function guideThat(says: (gradient: Float32Array<ArrayBuffer>) => Float32Array<ArrayBuffer>): Guide {
  return {
    evaluate(xt, t, targets) {
      expect(xt).toHaveLength(SIZE * t.length);
      expect(targets).toEqual(Array.from(t, () => target));
      const gradient = xt.map((x, i) => AT[i % SIZE]! - x);
      const value = t.map(
        (_, n) => -gradient.subarray(n * SIZE, (n + 1) * SIZE).reduce((s, g) => s + g * g, 0) / 2,
      );
      return Promise.resolve({ value, gradient: says(gradient), beliefs: new Float32Array(t.length) });
    },
    dispose: () => {},
  };
}

const checked = (says: (gradient: Float32Array<ArrayBuffer>) => Float32Array<ArrayBuffer>) =>
  checkGradient(guideThat(says), SIZE, target, 250);

it('one that tells the truth, or nearly, is believed', async () => {
  expect(await checked((g) => g)).toBeNull();
  expect(await checked((g) => g.map((each) => 1.05 * each))).toBeNull();
});

it.each([
  ['twice what it is', (g: number) => 2 * g],
  ['half of it', (g: number) => g / 2],
  ['the other way', (g: number) => -g],
])('one that says %s is refused with both numbers', async (_, of) => {
  expect(await checked((g) => g.map(of))).toMatch(
    /gradient is \d\.\d+ where finite differences say -?\d\.\d+\.$/,
  );
});

it.each([0, NaN])('one that says %d everywhere steers nowhere, and is refused', async (none) => {
  expect(await checked((g) => g.fill(none))).toBe(`The guide's gradient is ${none} at t = 250.`);
});
