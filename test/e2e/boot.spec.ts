// What stands in the page before any script, where no script comes: why, and what to do.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { devices, type FrameLocator, type Page } from '@playwright/test';
import { expect, test, waitForState } from './page';
import { hostIn } from './static-host';

const dist = resolve(import.meta.dirname, '../../dist');

test.use({
  faults: /Failed to load|module script|MIME type|CORS policy|Access to script|ERR_FAILED|sandbox|frame/,
});

const bootIn = (where: Page | FrameLocator) => where.locator('#boot');

/** The causes that are named; all of them where none is known. */
const causesIn = (where: Page | FrameLocator) => bootIn(where).locator('li:visible');

// If it broke: a double click on index.html would show an empty page.
test('opened by a double click', async ({ page }) => {
  await page.goto(pathToFileURL(resolve(dist, 'index.html')).href);
  await expect(bootIn(page)).toContainText('Still loading. If nothing comes:');
  await expect(causesIn(page)).toHaveCount(1);
  await expect(causesIn(page)).toContainText('opened as a file');
});

// If it broke: a badly set up host or a sandbox would show an empty page without a reason.
test('a host that gets scripts wrong, an address without its slash, a sandbox', async ({ page }) => {
  let type = 'text/plain';
  const frame = (sandbox: string) => `<iframe sandbox="${sandbox}" src="./?backend=wasm&embed=1"></iframe>`;
  const host = await hostIn('/nudge/', {
    answer: (path, response) => {
      if (path.endsWith('.html') && path.includes('frame')) {
        const sandbox = path.includes('open') ? 'allow-scripts allow-same-origin' : 'allow-scripts';
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(frame(sandbox));
        return true;
      }
      if (path === '/nudge') {
        void readFile(resolve(dist, 'index.html')).then((body) =>
          response.writeHead(200, { 'Content-Type': 'text/html' }).end(body),
        );
        return true;
      }
      if (type === '' || !/assets\/(index|page).*\.js$/.test(path)) return false;
      response.writeHead(200, { 'Content-Type': type }).end('<!doctype html>');
      return true;
    },
  });
  try {
    for (type of ['text/plain', 'text/html']) {
      await page.goto(host.url);
      await expect(causesIn(page)).toHaveCount(1);
      await expect(causesIn(page)).toContainText('text/javascript');
    }
    type = '';
    await page.goto(host.url.slice(0, -1));
    await expect(causesIn(page)).toHaveText('The address lacks the / at its end. Add it.');
    await page.goto(`${host.url}frame.html`);
    await expect(causesIn(page.frameLocator('iframe'))).toContainText('allow-same-origin');
    await page.goto(`${host.url}frame-open.html`);
    await expect(page.frameLocator('iframe').getByRole('main')).not.toBeEmpty();
    await expect(bootIn(page.frameLocator('iframe'))).toHaveCount(0);
  } finally {
    host.close();
  }
});

// If it broke: on a slow line nothing would say that something is coming.
test('a script that is on its way, where motion is reduced', async ({ browser }) => {
  const page = await browser.newPage({ ...devices['iPhone 13'], reducedMotion: 'reduce' });
  let go = (): void => undefined;
  const held = new Promise<void>((resolved) => {
    go = resolved;
  });
  const stylesheetsCame = page.waitForResponse(/\.css$/);
  await page.route(/assets\/page.*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('./?backend=wasm#/denoise?steps=10', { waitUntil: 'commit' });
  await stylesheetsCame;
  await expect(bootIn(page)).toHaveCSS('visibility', 'hidden');
  await expect(bootIn(page)).toHaveCSS('visibility', 'visible');
  expect(await causesIn(page).count()).toBeGreaterThan(3);
  go();
  await waitForState(page, (state) => state.model.backend !== null); // nothing starts by itself
  await expect(bootIn(page)).toHaveCount(0);
  await page.close();
});

// If it broke: without scripts the page would be blank.
test('a page without scripts says only that it needs them', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto('./');
  await expect(bootIn(page)).toHaveCSS('display', 'none');
  await page.close();
});
