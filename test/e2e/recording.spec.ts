// Capture and replay on WebGPU (SwiftShader).

import type { RecordingReport } from '../kernels/recording';
import { expect, test } from './page';
import { reportOf } from './report-page';

// If it broke: pictures on WebGPU would drift, or memory run full.
test('replays give what plain runs give, and leave nothing', async ({ page }) => {
  const report = await reportOf<RecordingReport>(page, 'test/kernels/recording.html');
  expect(report.errors).toEqual([]);
  expect(Object.keys(report.distances)).toHaveLength(8);
  for (const [what, distance] of Object.entries(report.distances)) {
    expect(distance, what).toBeLessThanOrEqual(1e-5);
  }
  expect(report.waitedFor).toBe(0);
  expect(report.submits).toBe(2); // one for each network
  expect(report.reads).toBe(1); // of both
  expect(report.dispatches.replayed).toBe(report.dispatches.fused);
  expect(report.dispatches.fused).toBeLessThanOrEqual(report.dispatches.stock / 5);
  expect(report.left).toEqual({ tensors: 0, buffers: 0, bytes: 0 });
  expect(report.refused.before).toBe(0);
  expect(report.refused.after).toBe(report.refused.of);
});
