// The fused kernels on WebGPU (SwiftShader), against their twins.

import type { KernelReport } from '../kernels/webgpu';
import { expect, test } from './page';
import { reportOf } from './report-page';

// If it broke: pictures on WebGPU would be wrong.
test('every kernel agrees with its twin, and the GPU refuses nothing', async ({ page }) => {
  const report = await reportOf<KernelReport>(page, 'test/kernels/webgpu.html');
  expect(report.errors).toEqual([]);
  expect(report.refused).toEqual([]);
  expect(report.measurements.map(({ name }) => name)).toEqual(report.cases);
  expect(new Set(report.cases).size).toBe(report.cases.length);
  for (const { name, distances } of report.measurements) {
    for (const [quantity, distance] of Object.entries(distances)) {
      expect(distance, `${name} ${quantity}`).toBeLessThanOrEqual(report.tolerance);
    }
  }
});
