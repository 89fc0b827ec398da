// Makes the README's pictures: Denoise in the middle of a run and the Plane at the end of one. `npm run screenshot`.

import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { startPreview } from '../bench/preview-server.mjs';
import { findBrowser } from '../test/e2e/find-browser.mjs';

const PORT = 4177;
const base = `http://localhost:${PORT}/?backend=wasm`;
const denoise = `${base}#/denoise?target=7&seed=1&steps=100`;
const STOP_AT = 42; // the nudge decides here, while the picture is still noise to the eye
const plane = `${base}#/plane?distribution=spirals&steps=50`;

const shoot = (page, name) =>
  page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, import.meta.url)) });

const preview = await startPreview(PORT);
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
try {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      colorScheme,
      bypassCSP: true,
    });
    await page.goto(denoise);
    await page.waitForFunction(
      (n) => {
        const state = window.worlds?.images?.store.getState();
        const path = state?.history.paths.find(({ id }) => id === state.history.current);
        return state?.model.recorded === false && path.steps.length >= n;
      },
      STOP_AT,
      { timeout: 300_000 },
    );
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.mouse.move(0, 0);
    await page.waitForTimeout(1500);
    await shoot(page, `denoise-${colorScheme}`);
    await page.goto(plane);
    await page.getByText('finished').first().waitFor({ timeout: 300_000 });
    await page.waitForTimeout(1500);
    await shoot(page, `plane-${colorScheme}`);
    await page.close();
  }
} finally {
  await browser.close();
  preview.stop();
}
