// A page that is left at once after a change keeps that change.

import { expect, stateOf, test, untilDone } from './page';
import { serveTinyPack } from './tiny-pack';

for (const wait of [0, 150]) {
  // If it broke: a change just before a reload would be lost.
  test(`what changed ${wait} ms before the page was reloaded is there again`, async ({ page, context }) => {
    await serveTinyPack(context);
    await page.goto('./?backend=wasm#/denoise?target=0&steps=10&seed=5&scale=2');
    await untilDone(page);
    await page.waitForTimeout(400);
    const loaded = page.waitForEvent('load');
    await page.evaluate((milliseconds) => {
      window.worlds!['images']!.actions.setSeed(77);
      setTimeout(() => location.reload(), milliseconds);
    }, wait);
    await loaded;
    await untilDone(page);
    expect(await stateOf(page, (_, { settings }) => settings.seed)).toBe(77);
    expect(page.url()).toContain('seed=77');
  });
}
