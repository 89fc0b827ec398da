// How a guided step's cost grows with lanes and sample size, and a run's with its steps, on WASM.

import { benchPage } from './bench-page.mjs';

export async function run() {
  const report = await benchPage('growth.html', { isolated: false });
  const { device, lanes, sizes, runs } = report;
  const rows = {};
  const first = lanes[0].stepMs;
  for (const { lanes: n, stepMs } of lanes) {
    rows[`guided step, ${n} lanes (${device}), ms`] = stepMs;
    if (n > 1) rows[`guided step, ${n} lanes: times ${n} steps of one lane`] = stepMs / first / n;
  }
  for (const { size, stepMs } of sizes) {
    rows[`guided step, 2 lanes of ${size}×${size}, ms`] = stepMs;
    rows[`guided step, 2 lanes of ${size}×${size}, µs a pixel`] = (1000 * stepMs) / (2 * size * size);
  }
  for (const { steps, runMs } of runs) {
    rows[`run of ${steps} steps, 2 lanes, ms`] = runMs;
    rows[`run of ${steps} steps, 2 lanes, ms a step`] = runMs / steps;
  }
  return { rows, report };
}
