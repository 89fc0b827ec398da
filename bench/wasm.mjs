// The digits' networks on WASM beside stock tfjs, onnxruntime-web and jax-js: on one thread, and on as many as tfjs
// takes here (half of the logical cores, at most four) where that is more.

import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { benchPage } from './bench-page.mjs';

export async function run() {
  const most = Math.max(1, Math.min(4, Math.floor(cpus().length / 2)));
  const rows = {};
  const remarks = [];
  const report = {};
  for (const threads of new Set([1, most])) {
    const digits = await benchPage(`wasm.html?threads=${threads}`, { isolated: threads > 1 });
    report[`digits, ${digits.device}`] = digits;
    addRows(rows, `digits, ${digits.device}`, digits);
  }
  if (most === 1)
    remarks.push('tfjs takes half of the logical cores: one thread here, and no more is compared.');
  const large = fileURLToPath(new URL('onnx/large-unet.onnx', import.meta.url));
  if (existsSync(large)) {
    const measured = await benchPage('wasm.html?threads=1&pack=large&enough=1&runs=2', { isolated: false });
    report.large = measured;
    addRows(rows, `large, ${measured.device}`, measured);
  } else {
    remarks.push(
      'The large network is missing: `python export_onnx.py --large` in training/ makes it (google/ddpm-cifar10-32 with random weights).',
    );
  }
  return { rows, remarks, report };
}

function addRows(rows, where, { batches }) {
  for (const { lanes, forward, ...networks } of batches) {
    for (const [network, timings] of Object.entries(networks)) {
      const { ours, ...others } = timings;
      if (!ours) continue;
      const what = `${network === 'unet' ? 'U-Net' : 'classifier’s gradient'}, batch ${lanes} (${where})`;
      rows[`${what}: ours, ms`] = ours;
      for (const [name, timing] of Object.entries(others)) {
        rows[`${what}: ${name}, ms`] = timing;
        rows[`${what}: ours / ${name}`] = ours.median / timing.median;
        rows[`${what}: ours - ${name}, largest difference of the results`] = timing.distance;
      }
    }
    for (const [name, timing] of Object.entries(forward)) {
      rows[`classifier, batch ${lanes} (${where}): ${name}, ms`] = timing;
    }
  }
}
