import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { Rounding } from '../../../src/diffusion/words/rounding';
import { numbers } from '../../kernels/numbers';

const V = 7;
const d = 4;
const embedding = numbers(V * d, 1);
const rounding = new Rounding(embedding, numbers(V, 2));
const x0 = fc.array(fc.float({ min: -3, max: 3, noNaN: true }), { minLength: 2 * d, maxLength: 2 * d });
const row = (word: number) => embedding.subarray(word * d, (word + 1) * d);

test('every word comes back from its embedding', () => {
  const words = Int32Array.from({ length: V }, (_, word) => word);
  expect(rounding.nearest(rounding.embed(words))).toEqual(words);
});

test('no embedding is nearer than the nearest', () => {
  fc.assert(
    fc.property(x0, (numbersOf) => {
      const x = Float32Array.from(numbersOf);
      const distance = (at: number, word: number) =>
        Math.hypot(...row(word).map((value, i) => value - x[at * d + i]!));
      rounding.nearest(x).forEach((word, at) => {
        for (let other = 0; other < V; other++) {
          expect(distance(at, word)).toBeLessThanOrEqual(distance(at, other) + 1e-6);
        }
      });
    }),
  );
});

test('clamping moves to an embedding, and only once', () => {
  fc.assert(
    fc.property(x0, (numbersOf) => {
      const clamped = rounding.clamp(Float32Array.from(numbersOf));
      const [word] = rounding.nearest(clamped);
      expect(clamped.subarray(0, d)).toEqual(row(word!));
      expect(rounding.clamp(clamped)).toEqual(clamped);
    }),
  );
});

test('what is read off has the largest logit', () => {
  fc.assert(
    fc.property(x0, (numbersOf) => {
      const x = Float32Array.from(numbersOf);
      const logits = rounding.logits(x);
      rounding.readOff(x).forEach((word, at) => {
        const own = logits.subarray(at * V, (at + 1) * V);
        expect(own[word]).toBe(Math.max(...own));
      });
    }),
  );
});

test('no word is no vector, and a token beyond the vocabulary is a bug', () => {
  expect([...rounding.embed(Int32Array.of(-1, 3))]).toEqual([0, 0, 0, 0, ...row(3)]);
  expect(() => rounding.embed(Int32Array.of(V))).toThrow('rounding: expected a token below 7, got 7');
});

test('of what was clamped the nearest words are looked up, and of the rest they are found', () => {
  fc.assert(
    fc.property(x0, fc.nat({ max: V - 1 }), (numbersOf, word) => {
      const x = Float32Array.from(numbersOf);
      x.set(row(word), d);
      const nearest = vi.spyOn(rounding, 'nearest');
      const found = rounding.nearestOfClamped(x);
      expect(nearest.mock.calls.length).toBeLessThanOrEqual(1);
      nearest.mockRestore();
      expect(found).toEqual(rounding.nearest(x));
    }),
  );
});
