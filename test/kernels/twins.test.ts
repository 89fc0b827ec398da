// The plain paths against the kernels' twins, on WASM. The kernels themselves run in a browser: webgpu.ts.

import { beforeAll, expect, test } from 'vitest';
import { kernelCases, measureCase, TOLERANCE } from './cases';
import { startTestWasm } from './start-test-wasm';

beforeAll(async () => {
  await startTestWasm();
});

test.each(kernelCases.map((each) => [each.name, each] as const))('%s', async (_, each) => {
  for (const [quantity, distance] of Object.entries(await measureCase(each))) {
    expect(distance, quantity).toBeLessThanOrEqual(TOLERANCE);
  }
});
