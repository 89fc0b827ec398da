// Many changes of model and of view in the built page, in Chromium on WASM.

import puppeteer from 'puppeteer-core';
import { findBrowser } from '../test/e2e/find-browser.mjs';
import { allFlat } from './flat.mjs';
import { heldBy } from './held.mjs';
import { PATIENCE_MS, stateOf, until, untilDone } from './page-state.mjs';

const MEASUREMENTS = 20;
/** So many changes undo leads back through: MOST_EDITS of src/history/edits.ts. */
const EDITS = 200;
const VIEWS = ['denoise', 'noise', 'plane', 'words', 'sweep', 'objective', 'learn'];

const goTo = (page, hash) => page.evaluate((to) => void (location.hash = to), hash);

/**
 * Does it so often, and measures every few times.
 *
 * @param first how often it is done before: until undo keeps as much as it ever will
 * @returns null, or what has grown
 */
async function growthOver({ page, complaints }, { first = 0, times }, act) {
  const series = {};
  const every = Math.max(1, Math.floor(times / MEASUREMENTS));
  for (let i = 1; i <= first + times; i++) {
    await act(i);
    if (i <= first || i % every !== 0) continue;
    for (const [name, count] of Object.entries(await heldBy(page))) (series[name] ??= []).push(count);
  }
  return [allFlat(series), ...complaints].filter(Boolean).join('\n') || null;
}

async function changesOfModel(opened, times) {
  const { page } = opened;
  // each leaves a run behind that undo leads back to; all are as long, or memory grows with those that had more time
  const lost = await growthOver(opened, { first: EDITS, times }, async (i) => {
    const pack = ['digits', 'fashion'][i % 2];
    await goTo(page, `#/denoise?pack=${pack}&steps=4&seed=${i}`);
    await until(
      `a run of the model ${pack}`,
      async () =>
        (await stateOf(page, 'images', (state) => `${state.model.pack?.id} ${state.run.status}`)) ===
        `${pack} done`,
    );
  });
  return { what: 'changes of model', times, lost };
}

async function changesOfView(opened, times) {
  const { page } = opened;
  const lost = await growthOver(opened, { times }, async (i) => {
    const view = VIEWS[i % VIEWS.length];
    await goTo(page, `#/${view}?steps=10`);
    await until(`the view ${view}`, () =>
      page.evaluate(
        (to) => location.hash.startsWith(`#/${to}`) && document.querySelector('main') !== null,
        view,
      ),
    );
  });
  return { what: 'changes of view', times, lost };
}

export async function run({ url, short }, report) {
  const browser = await puppeteer.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox'],
    protocolTimeout: PATIENCE_MS,
  });
  try {
    const inPage = async (act, times) => {
      const page = await browser.newPage();
      const complaints = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.setViewport({ width: 1440, height: 900 });
      await page.goto(`${url}?backend=wasm#/denoise?steps=10&seed=1`);
      await untilDone(page);
      report(await act({ page, complaints }, times));
      await page.close();
    };
    await inPage(changesOfModel, short ? 10 : 200);
    await inPage(changesOfView, short ? 14 : 100);
  } finally {
    await browser.close();
  }
}
