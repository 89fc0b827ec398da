// What a guided step asks of WebGPU, the networks in stock tfjs operations beside ours: on SwiftShader, whose counts
// hold anywhere and whose times say little, or on a GPU with NUDGE_BENCH_GPU=1.

import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../test/e2e/find-browser.mjs';

const gpu = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];
const swiftshader = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--use-angle=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];

/** @returns rows for the table */
export async function benchDispatches() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const server = await createServer({ root, logLevel: 'error', server: { port: 4175, hmr: false } });
  await server.listen();
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', ...(process.env.NUDGE_BENCH_GPU ? gpu : swiftshader)],
  });
  try {
    const page = await browser.newPage();
    await page.goto(new URL('bench/dispatches.html', server.resolvedUrls.local[0]).href);
    await page.waitForFunction('window.dispatches !== undefined', undefined, { timeout: 900_000 });
    const report = await page.evaluate('window.dispatches');
    if (report.errors.length > 0) throw new Error(`dispatches: ${report.errors.join('\n')}`);
    process.stdout.write(`on ${report.device}\n`);
    return rowsOf(report);
  } finally {
    await browser.close();
    await server.close();
  }
}

function rowsOf({ stock, ours }) {
  const figures = {
    'dispatches, denoiser': (side) => side.denoiser.dispatches,
    'dispatches, guide': (side) => side.guide.dispatches,
    'dispatches, guided step': (side) => side.denoiser.dispatches + side.guide.dispatches,
    'submits, guided step': (side) => side.denoiser.submits + side.guide.submits,
    'bind groups made, guided step': (side) => side.denoiser.bindGroups + side.guide.bindGroups,
    'buffer writes, guided step': (side) => side.denoiser.bufferWrites + side.guide.bufferWrites,
    'JavaScript to submit a guided step, median ms': (side) => median(side.submitMs),
    'JavaScript to submit a guided step, worst ms': (side) => Math.max(...side.submitMs),
    'guided step, median ms': (side) => median(side.stepMs),
    'GPU memory allocated, MiB': (side) => side.gpuBytes.allocated / 2 ** 20,
  };
  const rows = {};
  for (const [name, of] of Object.entries(figures)) {
    rows[`${name}: stock tfjs`] = of(stock);
    rows[`${name}: ours`] = of(ours);
    if (of(ours) > 0) rows[`${name}: stock / ours`] = of(stock) / of(ours);
  }
  return rows;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
