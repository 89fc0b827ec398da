// The built page over a long visit, in Chromium on WASM: two tabs, a day in a hidden tab.

import { chromium } from '@playwright/test';
import { findBrowser } from '../test/e2e/find-browser.mjs';
import { stateOf, until, untilDone } from './page-state.mjs';

const DAY_MS = 24 * 60 * 60 * 1000;
const denoise = (settings) => `?backend=wasm#/denoise?${settings}`;

/** Its policy forbids no evaluation that a debugger makes. */
async function newPage(context, url) {
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  if (url !== undefined) await page.goto(url);
  return { page, complaints };
}

const finished = (page) => stateOf(page, 'images', (_, path) => Array.from(path.tip.xt).join());

async function twoTabs(context, url) {
  const tabs = await Promise.all([0, 1].map(() => newPage(context, url + denoise('steps=40&seed=7'))));
  await Promise.all(tabs.map(({ page }) => untilDone(page)));
  const [first, second] = await Promise.all(tabs.map(({ page }) => finished(page)));
  const complaints = tabs.flatMap((tab) => tab.complaints);
  await Promise.all(tabs.map(({ page }) => page.close()));
  const lost = first === second ? complaints.join('\n') || null : 'two tabs made two pictures of one seed';
  return { what: 'two tabs, one seed', times: 2, lost };
}

/** The same run without the day, and with it. */
async function hiddenDay(context, url) {
  const settings = denoise('steps=60&seed=7');
  const calm = await newPage(context, url + settings);
  await untilDone(calm.page);
  const expected = await finished(calm.page);
  await calm.page.close();
  const { page, complaints } = await newPage(context);
  await page.clock.install();
  await page.goto(url + settings);
  const look = async (check) => {
    await page.clock.runFor(50); // nothing moves by itself any more
    return await stateOf(page, 'images', check);
  };
  await until('a run', () => look(({ model }, path) => model.recorded === false && path.steps.length >= 5));
  await show(page, 'hidden');
  await page.clock.fastForward(DAY_MS);
  await show(page, 'visible');
  await until('its end', () => look((state) => state.run.status === 'done'));
  const same = (await finished(page)) === expected;
  await page.close();
  const lost = same ? complaints.join('\n') || null : 'another picture than without the day';
  return { what: 'a day in a hidden tab, in mid-run', times: 1, lost };
}

const show = (page, state) =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => now === 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

export async function run({ url }, report) {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox'],
  });
  try {
    const inContext = async (act) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      report(await act(context));
      await context.close();
    };
    await inContext((context) => twoTabs(context, url));
    await inContext((context) => hiddenDay(context, url));
  } finally {
    await browser.close();
  }
}
