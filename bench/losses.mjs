// How soon the first new step comes after a loss in mid-run, beside the first step of the same pack from a cold start in
// the same page: its worker is killed, or on WebGPU the device is lost. WebGPU is SwiftShader with the tests'
// tiniest pack, or a GPU with the digits with NUDGE_BENCH_GPU=1.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findBrowser } from '../test/e2e/find-browser.mjs';
import { adapterArguments } from './bench-page.mjs';
import { startPreview } from './preview-server.mjs';
import { median } from './table.mjs';

const PORT = 4177;
const tiniest = fileURLToPath(new URL('../test/pack/tiniest/', import.meta.url));
const onGpu = process.env.NUDGE_BENCH_GPU !== undefined;

/** On WASM in milliseconds, on WebGPU in first steps from a cold start. */
const MOST_MS = 1000;
const MOST_TIMES = 1.5;

const PATIENCE = { timeout: 600_000, polling: 20 };

/** In the page: when its first worker began, and when steps came, since the last loss where there was one. */
function watchWorkers() {
  const seen = (window.seen = { worker: null, from: null, steps: [] });
  window.Worker = class extends Worker {
    constructor(...given) {
      seen.from ??= performance.now();
      super(...given);
      seen.worker = this;
      this.addEventListener('message', ({ data: { type } }) => {
        if (seen.worker !== this) return;
        if (type === 'lost') window.lost();
        if (type === 'step') seen.steps.push(performance.now());
      });
    }
  };
  window.lost = () => Object.assign(seen, { from: performance.now(), steps: [] });
}

/** Before the worker's script: its newest device can be lost, and it says when that was. */
const LOSABLE = `
  const request = GPUAdapter.prototype.requestDevice;
  let device;
  GPUAdapter.prototype.requestDevice = async function (...given) {
    return (device = await request.apply(this, given));
  };
  self.lose = () => {
    device.destroy();
    postMessage({ type: 'lost' });
  };
`;

const ways = {
  'its worker is killed': (page) =>
    page.evaluate(() => {
      const { worker } = window.seen;
      window.seen.worker = null;
      window.lost();
      worker.terminate();
      worker.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
    }),
  'the device is lost': (page) => page.workers().at(-1).evaluate('self.lose()'),
};

/** @returns milliseconds of the first step from a cold start, and after each loss */
async function measure(newPage, url, { backend, losses, times }) {
  const page = await newPage();
  await page.addInitScript(watchWorkers);
  if (backend === 'webgpu') {
    await page.route('**/assets/worker-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: LOSABLE + (await response.text()) });
    });
    if (!onGpu) await serveTiniest(page);
  }
  const first = async (settled) => {
    await page.waitForFunction(`window.seen?.steps.length >= ${settled}`, undefined, PATIENCE);
    return await page.evaluate(() => window.seen.steps[0] - window.seen.from);
  };
  await page.goto(`${url}?backend=${backend}#/denoise?steps=1000&seed=1`);
  // a few steps are compiled and recorded, and a loss after some that have come is the first in a row
  const cold = await first(5);
  const after = {};
  for (const how of losses) {
    after[how] = [];
    for (let i = 0; i < times; i++) {
      await ways[how](page);
      after[how].push(await first(5));
    }
  }
  const name = await page.evaluate(() => window.worlds.images.store.getState().model.backend.name);
  if (name !== backend) throw new Error(`losses: expected ${backend} to the end, got ${name}`);
  await page.close();
  return { cold, after };
}

async function serveTiniest(page) {
  await page.route('**/models/digits/**', async (route) => {
    const path = new URL(route.request().url()).pathname.split('/models/digits/')[1] ?? '';
    const body = await readFile(tiniest + path).catch(() => null);
    await route.fulfill(body === null ? { status: 404 } : { body });
  });
}

export async function run() {
  const killed = 'its worker is killed';
  const subjects = [
    { what: 'digits, WASM', backend: 'wasm', losses: [killed], pages: 3, times: 3 },
    {
      what: onGpu ? 'digits, WebGPU' : 'tiniest pack, WebGPU',
      backend: 'webgpu',
      losses: ['the device is lost', killed],
      pages: onGpu ? 3 : 1,
      times: onGpu ? 3 : 1,
    },
  ];
  const rows = {};
  const remarks = [];
  const report = {};
  const preview = await startPreview(PORT);
  try {
    for (const { what, pages, ...subject } of subjects) {
      const browser = await chromium.launch({
        executablePath: findBrowser(),
        args: ['--no-sandbox', ...adapterArguments(subject.backend === 'webgpu')],
      });
      const newPage = () => browser.newPage({ bypassCSP: true, serviceWorkers: 'block' });
      const measured = [];
      for (let i = 0; i < pages; i++) measured.push(await measure(newPage, preview.url, subject));
      await browser.close();
      report[what] = measured;
      const cold = median(measured.map((each) => each.cold));
      rows[`${what}: first step from a cold start, ms`] = cold;
      for (const how of subject.losses) {
        const all = measured.flatMap(({ after }) => after[how]);
        const name = `${what}: first new step after ${how}`;
        rows[`${name}, median ms`] = median(all);
        rows[`${name}, worst ms`] = Math.max(...all);
        rows[`${name}, median over a cold start`] = median(all) / cold;
        const missed =
          subject.backend === 'wasm' ? Math.max(...all) > MOST_MS : median(all) / cold > MOST_TIMES;
        if (missed)
          remarks.push(
            `Missed: ${name} is to come within ${subject.backend === 'wasm' ? `${MOST_MS} ms` : `${MOST_TIMES} times a cold start's`}.`,
          );
      }
    }
  } finally {
    preview.stop();
  }
  return { rows, remarks, report };
}
