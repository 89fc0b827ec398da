// The page's tasks while everything is saved that Save makes.

import { median } from './table.mjs';
import { takeStints } from './yardstick.mjs';

const FILES = [
  'Pictures (PNG)',
  'Strip (PNG)',
  'Animation (GIF)',
  'Video (MP4 or WebM)',
  'Data (JSON)',
  'Runnable Python (ZIP)',
];
/** Of the longest task, in yardsticks: none is long. */
const MOST = 1;

export async function saving(newPage, url) {
  const page = await newPage();
  const browser = page.context().browser();
  /** Milliseconds of each task of the page's thread meanwhile, of its own processor time. */
  const tasksWhile = async (work) => {
    const categories = ['disabled-by-default-devtools.timeline', '__metadata'];
    await browser.startTracing(page, { categories });
    await work();
    return tasksIn(await browser.stopTracing());
  };
  await page.goto(`${url}?backend=wasm#/denoise?steps=60&target=1&turns=0y1_20y2`);
  await page.waitForFunction(
    '((state) => state?.model.recorded === false && state.run.status === "done")(window.worlds?.images?.store.getState())',
    undefined,
    { timeout: 600_000 },
  );
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Save' });
  await dialog.getByRole('button', { name: FILES[0] }).waitFor();
  await takeStints(page);
  const stints = await tasksWhile(() => takeStints(page));
  const stint = Math.max(...stints);
  if (!(stint > 5 * median(stints))) throw new Error('saving: the trace shows no task that was surely long');
  const tasks = await tasksWhile(async () => {
    for (const name of FILES) {
      const file = page.waitForEvent('download', { timeout: 600_000 });
      await dialog.getByRole('button', { name }).click();
      await (await file).path();
    }
  });
  await page.close();
  const longest = Math.max(...tasks);
  const name = 'longest main-thread task while everything is saved, over the yardstick';
  return {
    rows: {
      'main-thread tasks while everything is saved': tasks.length,
      'longest main-thread task while everything is saved, ms': longest,
      [name]: longest / stint,
    },
    remarks:
      longest <= MOST * stint
        ? []
        : [`Missed: ${name} is ${(longest / stint).toFixed(2)}, at most ${MOST} is asked for.`],
  };
}

function tasksIn(trace) {
  const { traceEvents: events } = JSON.parse(trace.toString());
  const main = events.find(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  return events
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === main?.pid && tid === main.tid)
    .map(({ tdur = 0 }) => tdur / 1000);
}
