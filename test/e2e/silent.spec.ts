// What never answers, and never says so: the browser's storage, and threads that it does not start.

import type { Page } from '@playwright/test';
import { tinyPack } from '../pack/tiny-pack';
import { writeZip } from '../pack/write-zip';
import { expect, stateOf, test, untilDone, waitForState } from './page';
import { hostIn } from './static-host';

test.use({ serviceWorkers: 'allow' });

/** In page and service worker: nothing of it is refused, and nothing comes. */
const SILENT_STORAGE = `
  for (const method of ['open', 'has', 'keys', 'match', 'delete']) CacheStorage.prototype[method] = () => new Promise(() => {});
  StorageManager.prototype.getDirectory = () => new Promise(() => {});
`;

async function openOwnModel(page: Page): Promise<void> {
  const archive = writeZip([...tinyPack()].map(([path, bytes]) => ({ path: `tiny/${path}`, bytes })));
  await page.getByRole('button', { name: 'Open model' }).click();
  await page
    .getByLabel('Choose an archive or a run')
    .setInputFiles({ name: 'tiny.zip', mimeType: 'application/zip', buffer: Buffer.from(archive) });
  await waitForState(page, ({ model, run }) => model.fromFiles && run.status === 'done');
}

// If it broke: a disk that has died would leave the page waiting, or nobody would know that nothing is kept.
test('a storage that never answers keeps nothing, which is said; all runs', async ({ page }) => {
  const host = await hostIn('/nudge/', {
    change: (file, body) =>
      file === 'service-worker.js' ? Buffer.concat([Buffer.from(SILENT_STORAGE), body]) : body,
  });
  await page.addInitScript(SILENT_STORAGE);
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    await untilDone(page);
    // of the page or of the pack, whichever was given up last
    await expect(
      page.getByText(/could not be kept: the storage of this browser does not answer/),
    ).toBeVisible();
    await openOwnModel(page);
    await expect(page.getByText('is not kept: the storage of this browser does not answer')).toBeVisible();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Kept on this device' })).toContainText(
      'cannot be said: the storage of this browser does not answer',
    );
    await expect(page.getByRole('alert')).toHaveCount(0);
  } finally {
    host.close();
  }
});

/** Before the worker's script: it may begin threads, and none of them runs what it was begun for. */
const SILENT_THREADS = `
  self.Worker = class extends Worker {
    constructor() {
      super(URL.createObjectURL(new Blob([''])));
    }
  };
`;

// If it broke: the page would load for ever, as it does now and then in Firefox.
test('threads that never start cost their speed, which is said', async ({ page }) => {
  const host = await hostIn('/nudge/', {
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
    change: (file, body) =>
      /assets\/worker-.*\.js$/.test(file) ? Buffer.concat([Buffer.from(SILENT_THREADS), body]) : body,
  });
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    await untilDone(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await stateOf(page, ({ model }) => model.backend?.device)).toBe(
      'SIMD, 1 thread (more did not start)',
    );
    await expect(page.getByRole('banner')).toContainText('1 thread (more did not start)');
    await expect(page.getByRole('alert')).toHaveCount(0);
  } finally {
    host.close();
  }
});
