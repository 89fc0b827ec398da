// Capture and replay on WebGPU (SwiftShader).

import type { RecordingReport } from '../kernels/recording';
import { expect, test } from './page';
import { DEVELOPMENT } from './ports';

test('replays give what plain runs give, and leave nothing', async ({ page }) => {
  test.setTimeout(300_000);
  await page.goto(`${DEVELOPMENT}test/kernels/recording.html`);
  await page.waitForFunction(() => window.recording !== undefined, undefined, { timeout: 290_000 });
  const report: RecordingReport = await page.evaluate(() => window.recording!);
  expect(report.errors).toEqual([]);
  expect(Object.keys(report.distances)).toHaveLength(8);
  for (const [what, distance] of Object.entries(report.distances)) {
    expect(distance, what).toBeLessThanOrEqual(1e-5);
  }
  expect(report.waitedFor).toBe(0);
  expect(report.submits).toBe(2); // one for each network
  expect(report.dispatches.replayed).toBe(report.dispatches.fused);
  expect(report.dispatches.fused).toBeLessThanOrEqual(report.dispatches.stock / 5);
  expect(report.left).toEqual({ tensors: 0, buffers: 0, bytes: 0 });
  expect(report.refused.before).toBe(0);
  expect(report.refused.after).toBe(report.refused.of);
});
