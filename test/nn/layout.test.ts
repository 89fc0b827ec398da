import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convolutionKernel, linearKernel, turnedKernel } from '../../src/nn/layout';

test('every weight lands where NHWC has it', () => {
  const size = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(size, size, size, size, (O, I, H, W) => {
      const oihw = Float32Array.from({ length: O * I * H * W }, (_, i) => i);
      const hwio = convolutionKernel(oihw, [O, I, H, W]);
      for (let o = 0; o < O; o++) {
        for (let i = 0; i < I; i++) {
          for (let h = 0; h < H; h++) {
            for (let w = 0; w < W; w++) {
              expect(hwio[((h * W + w) * I + i) * O + o]).toBe(oihw[((o * I + i) * H + h) * W + w]);
            }
          }
        }
      }
    }),
  );
});

test('a turned kernel has its taps in reverse, from outputs to inputs', () => {
  const size = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(size, size, size, size, (O, I, H, W) => {
      const oihw = Float32Array.from({ length: O * I * H * W }, (_, i) => i);
      const hwio = convolutionKernel(oihw, [O, I, H, W]);
      const hwoi = turnedKernel(oihw, [O, I, H, W]);
      hwio.forEach((weight, at) => {
        const [o, i, tap] = [at % O, Math.floor(at / O) % I, Math.floor(at / O / I)];
        expect(hwoi[((H * W - 1 - tap) * O + o) * I + i]).toBe(weight);
      });
    }),
  );
});

test('a linear kernel is transposed', () => {
  expect([...linearKernel(Float32Array.from([1, 2, 3, 4, 5, 6]), [2, 3])]).toEqual([1, 4, 2, 5, 3, 6]);
});
