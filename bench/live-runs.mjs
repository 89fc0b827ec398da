// Live runs of the other packs, on WASM: the first step after a cold navigation straight to the view, a whole run, and how
// many of the main thread's tasks are over 50 ms; and the same of a sweep, a step of a sample.

import { watchLongTasks } from './long-tasks.mjs';

const runs = [
  { what: 'Words', world: 'words', steps: 200, hash: '#/words?seed=3&slots=food%3DItalian' },
  {
    what: 'Faces',
    world: 'images',
    steps: 50,
    hash: '#/denoise?pack=faces&steps=50&seed=3&guide=clip&prompt=blue%20hair',
  },
];

const SWEPT = 10;
const sweep = `#/sweep?target=3&scales=0_1_2_4_8_12&seeds=16&seed=42&sampler=ddim&steps=${SWEPT}`;

export async function liveRuns(newPage, url) {
  const rows = {};
  for (const run of runs) Object.assign(rows, await liveRun(newPage, url, run));
  return { ...rows, ...(await swept(newPage, url)) };
}

async function liveRun(newPage, url, { what, world, steps, hash }) {
  const page = await newPage();
  await page.addInitScript(watchLongTasks);
  await page.goto(`${url}?backend=wasm${hash}`);
  const taken = `(() => { const state = window.worlds?.${world}?.store.getState(); if (!state || state.model.recorded || state.model.backend === null) return 0; const { paths, current } = state.history; return paths.find(({ id }) => id === current).steps.length; })()`;
  await page.waitForFunction(`${taken} >= 1`, undefined, { timeout: 120_000, polling: 5 });
  const first = await page.evaluate(() => {
    window.longTasks.splice(0);
    return performance.now();
  });
  await page.waitForFunction(`${taken} >= ${steps}`, undefined, { timeout: 600_000, polling: 5 });
  const [end, longTasks] = await page.evaluate(() => [performance.now(), window.longTasks]);
  await page.close();
  return {
    [`${what}: first live step after opening, ms`]: first,
    [`${what}: a pair, ${steps} steps, ms`]: end - first,
    [`${what}: main-thread tasks over 50 ms in that run`]: longTasks.length,
    [`${what}: the longest of them, ms (0: none)`]: Math.max(0, ...longTasks),
  };
}

async function swept(newPage, url) {
  const page = await newPage();
  await page.addInitScript(watchLongTasks);
  await page.goto(`${url}?backend=wasm${sweep}`);
  const measure = page.getByRole('button', { name: 'Measure here' });
  await measure.waitFor();
  await page.waitForTimeout(3000); // what comes late is no part of it
  await page.evaluate(() => window.longTasks.splice(0));
  const begun = Date.now();
  await measure.click();
  const status = `window.worlds.images.store.getState().own.sweep?.status`;
  await page.waitForFunction(`${status} === 'measuring'`, undefined, { timeout: 120_000 });
  await page.waitForFunction(`${status} === 'idle'`, undefined, { timeout: 600_000 });
  const milliseconds = Date.now() - begun;
  const longTasks = await page.evaluate(() => window.longTasks);
  await page.close();
  return {
    'Sweep: a step of a sample, its models opened too, ms': milliseconds / (6 * 16 * SWEPT),
    'Sweep: main-thread tasks over 50 ms': longTasks.length,
  };
}
