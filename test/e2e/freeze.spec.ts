// A tab that the browser freezes, as it does with those that nobody looks at. By puppeteer: Playwright's pages always
// count as seen, and those are never frozen. What takes longer is in soak/away.mjs.

import puppeteer from 'puppeteer-core';
import { HANG_MS } from '../hang';
import { expect, stateOf, test, untilDone, waitForState } from './page';

declare global {
  interface Window {
    /** What the browser has told the page of its life, and the page a person. */
    heard?: { readonly life: string[]; readonly said: string[] };
  }
}

// If it broke: a run in a tab in the background would be lost, or a person would be told of a fault that is none.
test('a tab that is frozen in mid-run goes on where it was, and says nothing', async ({ baseURL }) => {
  const browser = await puppeteer.launch({
    executablePath: process.env['NUDGE_BROWSER'],
    args: ['--no-sandbox', '--disable-background-networking', '--disable-sync'],
    timeout: HANG_MS,
    protocolTimeout: HANG_MS,
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${baseURL}?backend=wasm#/denoise?steps=40&seed=7`);
    await waitForState(page, (_, path) => path.steps.length >= 5);
    await page.evaluate(() => {
      const { life, said } = (window.heard = { life: [], said: [] } as NonNullable<Window['heard']>);
      for (const type of ['freeze', 'resume']) document.addEventListener(type, () => life.push(type));
      window.worlds!['images']!.store.subscribe(({ notice, error }) => {
        said.push(...[notice, error?.message ?? null].filter((each) => each !== null));
      });
    });
    const session = await page.createCDPSession();
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    const stepsOf = () => stateOf(page, (_, path) => path.steps.length);
    const before = await stepsOf();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await stepsOf()).toBe(before);
    expect(before).toBeLessThan(40);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await untilDone(page);
    expect(await page.evaluate(() => window.heard)).toEqual({ life: ['freeze', 'resume'], said: [] });
    const frozen = await stateOf(page, (_, path) => Array.from(path.tip!.xt));
    await page.evaluate(() => window.worlds!['images']!.actions.restart());
    await waitForState(page, ({ run }, path) => run.status === 'done' && path.steps.length === 40);
    expect(await stateOf(page, ({ history }) => history.paths.length)).toBeGreaterThan(1);
    expect(await stateOf(page, (_, path) => Array.from(path.tip!.xt))).toEqual(frozen);
  } finally {
    await browser.close();
  }
});
