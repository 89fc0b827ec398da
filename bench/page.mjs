// The page under load, on WASM: time per guided step, time to the first step, the longest task of the main thread
// while running, while scrubbing and while everything is saved, script time per scrub event, and what a level of Noise
// takes.

import { gzipSync } from 'node:zlib';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findBrowser } from '../test/e2e/find-browser.mjs';
import { liveRuns } from './live-runs.mjs';
import { watchLongTasks } from './long-tasks.mjs';
import { noiseLevel } from './noise-level.mjs';
import { startPreview } from './preview-server.mjs';
import { saving } from './saving.mjs';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

const PORT = 4176;

export async function run() {
  const preview = await startPreview(PORT);
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
  const newPage = () => browser.newPage({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
  try {
    const level = await noiseLevel(newPage, preview.url);
    const saved = await saving(newPage, preview.url);
    const rows = {
      ...bundles(),
      ...(await running(newPage, preview.url)),
      ...(await scrubbing(newPage, preview.url)),
      ...(await liveRuns(newPage, preview.url)),
      ...level.rows,
      ...saved.rows,
    };
    return { rows, remarks: [...level.remarks, ...saved.remarks] };
  } finally {
    await browser.close();
    preview.stop();
  }
}

function bundles() {
  const sizes = {};
  for (const name of readdirSync(`${dist}assets`)) {
    const match = /^(index|worker|popups)-.*\.js$/.exec(name);
    if (match)
      sizes[`${match[1]}.js, kB gzip`] = gzipSync(readFileSync(`${dist}assets/${name}`)).length / 1000;
  }
  return sizes;
}

async function running(newPage, url) {
  const page = await newPage();
  await page.addInitScript(watchLongTasks);
  const opened = Date.now();
  await page.goto(`${url}?backend=wasm#/denoise?steps=100&seed=1`);
  const live = 'window.worlds?.images?.store.getState().model.recorded === false';
  const steps =
    '(() => { const { paths, current } = window.worlds.images.store.getState().history; return paths.find(({ id }) => id === current).steps.length; })()';
  await page.waitForFunction(`${live} && ${steps} >= 1`, undefined, { timeout: 120_000 });
  const firstStep = Date.now() - opened;
  const atFirst = await page.evaluate(() => window.longTasks.splice(0));
  await page.waitForFunction(`${steps} >= 10`, undefined, { timeout: 120_000 });
  const started = Date.now();
  await page.waitForFunction(`${steps} >= 90`, undefined, { timeout: 600_000 });
  const perStep = (Date.now() - started) / 80;
  const longTasks = await page.evaluate(() => window.longTasks.splice(0));
  const { millisecondsPerStep } = await page.evaluate(() => window.worlds.images.store.getState().run);
  await page.close();
  return {
    'first step after opening, ms': firstStep,
    'guided step (2 lanes) in the worker, ms': millisecondsPerStep,
    'guided step (2 lanes), step to step, ms': perStep,
    'longest main-thread task while opening, ms (0: none over 50)': Math.max(0, ...atFirst),
    'longest main-thread task while running, ms (0: none over 50)': Math.max(0, ...longTasks),
  };
}

/** A history of 1,000 steps and 2 lanes, computed by the tiny pack's speed of arithmetic: records made in the page. */
async function scrubbing(newPage, url) {
  const page = await newPage();
  await page.addInitScript(watchLongTasks);
  await page.goto(`${url}?backend=wasm#/denoise?steps=100&seed=1`);
  await page.waitForFunction(
    'window.worlds?.images?.store.getState().model.recorded === false && window.worlds.images.store.getState().history.shown !== null',
    undefined,
    { timeout: 120_000 },
  );
  const result = await page.evaluate(async () => {
    const { store, actions } = window.worlds.images;
    actions.pause();
    const state = store.getState();
    const path = state.history.paths.find(({ id }) => id === state.history.current);
    const [first] = path.steps;
    // a thousand records of their own arrays: what is scrubbed through is as large as the real thing
    const records = Array.from({ length: 1000 }, (_, index) => ({
      ...first,
      index,
      xt: first.xt.slice(),
      said: structuredClone(first.said),
    }));
    const timesteps = Array.from({ length: 1000 }, (_, i) => 999 - i);
    store.setState(({ history }) => ({
      history: {
        ...history,
        paths: history.paths.map((each) =>
          each.id === path.id ? { ...path, timesteps, steps: records } : each,
        ),
      },
    }));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    window.longTasks.splice(0);
    const times = [];
    for (let i = 0; i < 300; i++) {
      const index = (i * 367) % 1000;
      const before = performance.now();
      actions.scrub(index);
      await new Promise(requestAnimationFrame); // React and the canvases draw in this frame
      const inFrame = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 0));
      times.push({ action: inFrame - before, after: performance.now() - inFrame });
    }
    return { times, longTasks: window.longTasks };
  });
  await page.close();
  const sorted = result.times.map(({ after }) => after).toSorted((a, b) => a - b);
  return {
    'script per scrub event in a history of 1,000 steps, p95 ms': sorted[Math.floor(0.95 * sorted.length)],
    'longest main-thread task while scrubbing, ms (0: none over 50)': Math.max(0, ...result.longTasks),
  };
}
