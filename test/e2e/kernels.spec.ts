// The fused kernels on WebGPU (SwiftShader), against their twins.

import type { KernelReport } from '../kernels/webgpu';
import { expect, test } from './page';
import { DEVELOPMENT } from './ports';

test('every kernel agrees with its twin, and the GPU refuses nothing', async ({ page }) => {
  test.setTimeout(300_000);
  await page.goto(`${DEVELOPMENT}test/kernels/webgpu.html`);
  await page.waitForFunction(() => window.kernels !== undefined, undefined, { timeout: 290_000 });
  const report: KernelReport = await page.evaluate(() => window.kernels!);
  expect(report.errors).toEqual([]);
  expect(report.refused).toEqual([]);
  expect(report.measurements.length).toBeGreaterThanOrEqual(27);
  for (const { name, distances } of report.measurements) {
    for (const [quantity, distance] of Object.entries(distances)) {
      expect(distance, `${name} ${quantity}`).toBeLessThanOrEqual(report.tolerance);
    }
  }
});
