// A page that is left at once after a change keeps that change.

import { expect, stateOf, test, untilDone } from './page';
import { serveTinyPack } from './tiny-pack';

test('what changed just before the page was reloaded is there again', async ({ page, context }) => {
  await serveTinyPack(context);
  await page.goto('./?backend=wasm#/denoise?target=0&steps=10&seed=5&scale=2');
  await untilDone(page);
  await page.waitForTimeout(400);
  await page.evaluate(() => {
    window.worlds!['images']!.actions.setSeed(77);
    location.reload();
  });
  await expect.poll(() => page.url()).toContain('seed=77');
  await untilDone(page);
  expect(await stateOf(page, (_, { settings }) => settings.seed)).toBe(77);
});
