import { expect, test } from 'vitest';
import { sinusoids } from '../../src/nn/layers/time-embedding';

const t = Float32Array.from([0, 1, 999]);

test('sine and cosine of falling frequencies, in either order', () => {
  const cosFirst = sinusoids(t, 4, { flipSinToCos: true, freqShift: 0 });
  const frequencies = [1, 1e-2];
  t.forEach((time, b) =>
    frequencies.forEach((frequency, i) => {
      expect(cosFirst[4 * b + i]).toBeCloseTo(Math.cos(time * frequency), 4);
      expect(cosFirst[4 * b + 2 + i]).toBeCloseTo(Math.sin(time * frequency), 4);
    }),
  );
  const sinFirst = sinusoids(t, 4, { flipSinToCos: false, freqShift: 0 });
  expect(sinFirst.slice(0, 2)).toEqual(cosFirst.slice(2, 4));
});

test('freq_shift 1 ends at a frequency of 1/10,000, and an odd width in a zero', () => {
  const shifted = sinusoids(Float32Array.from([1]), 5, { flipSinToCos: false, freqShift: 1 });
  expect(shifted[1]).toBeCloseTo(1e-4, 8);
  expect(shifted[4]).toBe(0);
});
