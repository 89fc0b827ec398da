// What a guided step asks of WebGPU, the networks in stock tfjs operations beside ours, and where there is a GPU
// what it costs, beside onnxruntime-web: on SwiftShader, or on a GPU with NUDGE_BENCH_GPU=1.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { benchPage } from './bench-page.mjs';
import { median } from './table.mjs';

export async function run() {
  const large = existsSync(fileURLToPath(new URL('onnx/large-unet.onnx', import.meta.url)));
  const pretend = process.env.NUDGE_BENCH_TIMED ? '&timed' : '';
  const report = await benchPage(`webgpu.html?${large ? 'large' : ''}${pretend}`, { webgpu: true });
  const remarks = [`on ${report.device}`, ...report.remarks];
  if (!large) {
    remarks.push('The large network is missing: `python export_onnx.py --large` in training/ makes it.');
  }
  return { rows: rowsOf(report), remarks, report };
}

/** @param report of measure-webgpu.ts */
export function rowsOf({ networks, ceilings }) {
  const rows = {};
  for (const [name, network] of Object.entries(networks)) {
    addCounts(rows, name, network);
    addTimes(rows, name, network, ceilings);
  }
  if (ceilings) {
    rows['ceiling: copy, GB/s'] = ceilings.bytesPerSecond / 1e9;
    rows['ceiling: matrix product, GFLOP/s'] = ceilings.flopsPerSecond / 1e9;
  }
  return rows;
}

function addCounts(rows, name, { lanes, parameters, work, stock, ours }) {
  const where = `${name}, batch ${lanes}`;
  const both = (of) => (side) => of(side.unet) + (side.gradient ? of(side.gradient) : 0);
  const figures = {
    'dispatches, U-Net': (side) => side.unet.dispatches,
    'dispatches, classifier’s gradient': (side) => side.gradient?.dispatches,
    'dispatches, guided step': both((calls) => calls.dispatches),
    'submits, guided step': both((calls) => calls.submits),
    'bind groups made, guided step': both((calls) => calls.bindGroups),
    'buffer writes, guided step': both((calls) => calls.bufferWrites),
    'MB bound by its dispatches, guided step': (side) => both((calls) => calls.boundBytes)(side) / 1e6,
    'JavaScript to submit a guided step, median ms': (side) => side.submitMs && median(side.submitMs),
    'JavaScript to submit a guided step, worst ms': (side) => side.submitMs && Math.max(...side.submitMs),
    'guided step, median ms': (side) => side.stepMs && median(side.stepMs),
    'GPU memory allocated, MiB': (side) => side.gpuBytes.allocated / 2 ** 20,
  };
  rows[`${where}: parameters of the U-Net, M`] = parameters / 1e6;
  rows[`${where}: least work of the U-Net, GFLOP`] = work.unet.flops / 1e9;
  rows[`${where}: least traffic of the U-Net, MB`] = work.unet.leastBytes / 1e6;
  if (work.gradient) {
    rows[`${where}: least work of the classifier’s gradient, GFLOP`] = work.gradient.flops / 1e9;
    rows[`${where}: least traffic of the classifier’s gradient, MB`] = work.gradient.leastBytes / 1e6;
  }
  for (const [figure, of] of Object.entries(figures)) {
    const [theirs, own] = [of(stock), of(ours)];
    if (typeof theirs !== 'number' || typeof own !== 'number') continue;
    rows[`${where}: ${figure}: stock tfjs`] = theirs;
    rows[`${where}: ${figure}: ours`] = own;
    if (own > 0) rows[`${where}: ${figure}: stock / ours`] = theirs / own;
  }
}

function addTimes(rows, name, { lanes, work, ...network }, ceilings) {
  for (const part of ['unet', 'gradient']) {
    for (const { lanes: batch, wall, gpuMs } of network[part]) {
      const what = `${name}, batch ${batch}, ${part === 'unet' ? 'U-Net' : 'classifier’s gradient'}`;
      for (const [contender, timing] of Object.entries(wall)) {
        rows[`${what}: ${contender}, wall ms`] = timing;
        if (gpuMs[contender] !== null) rows[`${what}: ${contender}, GPU ms`] = gpuMs[contender];
        if (contender === 'ours') continue;
        rows[`${what}: ${contender} - ours, largest difference of the results`] = timing.distance;
        rows[`${what}: ours / ${contender}, wall`] = wall.ours.median / timing.median;
        if (gpuMs[contender] && gpuMs.ours)
          rows[`${what}: ours / ${contender}, GPU`] = gpuMs.ours / gpuMs[contender];
      }
      if (!ceilings || !gpuMs.ours) continue;
      const { flops, leastBytes } = work[part];
      const roof = Math.max(
        (flops * batch) / lanes / ceilings.flopsPerSecond,
        leastBytes / ceilings.bytesPerSecond,
      );
      rows[`${what}: ours, times the roofline`] = gpuMs.ours / 1000 / roof;
    }
  }
}
