import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planBuffers } from '../../src/kernels/recording/plan-buffers';

const temporary = fc
  .record({ bytes: fc.integer({ min: 4, max: 4096 }), first: fc.nat(40), span: fc.nat(10) })
  .map(({ bytes, first, span }) => ({ bytes, first, last: first + span }));

test('temporaries that share a buffer fit into it and are never needed at the same time', () => {
  fc.assert(
    fc.property(fc.array(temporary, { maxLength: 30 }), (temporaries) => {
      const { sizes, bufferOf } = planBuffers(temporaries);
      temporaries.forEach((a, i) => {
        expect(sizes[bufferOf[i]!]).toBeGreaterThanOrEqual(a.bytes);
        temporaries.slice(0, i).forEach((b, j) => {
          if (bufferOf[i] === bufferOf[j]) expect(a.last < b.first || b.last < a.first).toBe(true);
        });
      });
    }),
  );
});

test('a chain of equal temporaries takes two buffers', () => {
  const chain = Array.from({ length: 20 }, (_, i) => ({ bytes: 64, first: i, last: i + 1 }));
  expect(planBuffers(chain).sizes).toEqual([64, 64]);
});
