// A second visit without the network, an update that is offered and not forced, storage that is full, and what is
// kept being shown and cleared. The host is as plain as they come, in a sub-folder.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, stateOf, test, untilDone, waitForState } from './page';
import { hostIn } from './static-host';

test.use({ serviceWorkers: 'allow' });

const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Files of the pack, as the build has told the service worker. */
function filesOf(pack: string): number {
  const built = readFileSync(resolve(import.meta.dirname, '../../dist/service-worker.js'), 'utf8');
  const listed = built.match(/models\/[\w./-]+(?=\\?",\\?"[0-9a-f]{64})/g) ?? [];
  return new Set(listed.filter((file) => file.startsWith(`models/${pack}/`))).size;
}
const filesOfDigits = (): number => filesOf('digits');

declare global {
  interface Window {
    /** How often the page has asked for its service worker. */
    registrations?: number;
  }
}

function countRegistrations(): void {
  window.registrations = 0;
  const register: ServiceWorkerContainer['register'] = Reflect.get(
    ServiceWorkerContainer.prototype,
    'register',
  );
  ServiceWorkerContainer.prototype.register = function (...given) {
    window.registrations = (window.registrations ?? 0) + 1;
    return register.apply(this, given);
  };
}

/** Until page and pack are kept and the service worker answers for the page. */
async function untilKept(page: Page): Promise<void> {
  // waitForFunction would take the promise itself for a yes
  const kept = () =>
    page.evaluate(async () => {
      if (navigator.serviceWorker.controller?.state !== 'activated') return 0;
      const pack = (await caches.keys()).find((name) => name.startsWith('nudge-pack-digits-'));
      return pack === undefined ? 0 : (await (await caches.open(pack)).keys()).length;
    });
  await expect.poll(kept).toBe(filesOfDigits());
}

// If it broke: without a network the second visit would be an error page.
test('a second visit without the network plays a run, with the same headers', async ({ page, context }) => {
  const host = await hostIn('/courses/nudge/', { headers: ISOLATED });
  await page.goto(`${host.url}?backend=wasm#/denoise?steps=10&seed=3&target=4`);
  await untilDone(page);
  const tip = await stateOf(page, (_, path) => Array.from(path.tip!.xt));
  await untilKept(page);
  await page.close();
  host.close();
  const second = await context.newPage();
  const failed: string[] = [];
  second.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') failed.push(`${request.url()}: ${why}`); // a reader that is let go of is no failure
  });
  await second.goto(`${host.url}?backend=wasm#/denoise?steps=10&seed=3&target=4`);
  await untilDone(second);
  expect(await stateOf(second, (_, path) => Array.from(path.tip!.xt))).toEqual(tip);
  expect(await second.evaluate(() => crossOriginIsolated)).toBe(true);
  // what loads on demand is there too
  await second.getByRole('button', { name: 'Save', exact: true }).click();
  const [download] = await Promise.all([
    second.waitForEvent('download'),
    second.getByRole('button', { name: 'Animation (GIF)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.gif$/);
  await second.keyboard.press('Escape');
  for (const name of ['Noise', 'Plane']) {
    await second.getByRole('tab', { name, exact: true }).click();
    await expect(second.getByRole('tabpanel', { name, exact: true })).not.toBeEmpty();
  }
  // slides too, and the speaker's window
  await second.goto(`${host.url}?backend=wasm&present&lesson=4.1`);
  const [speaker] = await Promise.all([
    context.waitForEvent('page'),
    second.getByRole('button', { name: 'Second window' }).click(),
  ]);
  await expect(speaker.getByRole('heading', { name: 'One noise, two ends' })).toBeVisible();
  // the Plane was not opened while there was a network: its weights are not kept
  expect(failed.filter((url) => !url.includes('/models/plane/'))).toEqual([]);
});

// If it broke: a model that shares parts with the digits would fetch and keep them twice, or not open without a network.
test('a model that shares parts loads its own alone, and opens without the network', async ({
  page,
  context,
}) => {
  const asked: string[] = [];
  const host = await hostIn('/nudge/', {
    answer: (path) => {
      const file = path.split('/models/')[1];
      if (file !== undefined && !file.endsWith('/files.json')) asked.push(file);
      return false;
    },
  });
  const address = `${host.url}?backend=wasm#/denoise?pack=digits-conditional&steps=4&seed=3&lanes=guides`;
  const judged = (tab: Page) => expect(tab.getByText(/judge: \d/).first()).toBeVisible();
  const held = () =>
    page.evaluate(async () => {
      const kept: string[] = [];
      for (const name of (await caches.keys()).filter((key) => key.startsWith('nudge-pack-'))) {
        const requests = await (await caches.open(name)).keys();
        kept.push(...requests.map(({ url }) => url.split('/models/')[1] ?? ''));
      }
      return kept.toSorted();
    });
  await page.goto(`${host.url}?backend=wasm#/denoise?steps=4&seed=3`);
  await untilDone(page);
  await judged(page);
  await untilKept(page);
  const before = new Set(asked);
  await page.goto('about:blank');
  await page.goto(address);
  await untilDone(page);
  await judged(page);
  await expect.poll(held).toContain('digits-conditional/unet/diffusion_pytorch_model.safetensors');
  const own = [...new Set(asked)].filter((file) => !before.has(file));
  expect(own.filter((file) => !file.startsWith('digits-conditional/'))).toEqual([]);
  await expect.poll(async () => (await held()).length).toBe(filesOfDigits() + filesOf('digits-conditional'));
  const kept = await held();
  expect(new Set(kept).size).toBe(kept.length);
  expect(kept.filter((file) => /conditional.*(classifier|judge|real)/.test(file))).toEqual([]);
  const tip = await stateOf(page, (_, path) => Array.from(path.tip!.xt));
  await page.close();
  host.close();
  const second = await context.newPage();
  await second.goto(address);
  await untilDone(second);
  await judged(second);
  expect(await stateOf(second, (_, path) => Array.from(path.tip!.xt))).toEqual(tip);
});

// If it broke: nobody could see or clear what is kept on the device.
test('the size of what is kept is shown, and it can be cleared', async ({ page }) => {
  const host = await hostIn('/nudge/');
  await page.addInitScript(countRegistrations);
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    await untilKept(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const kept = page.getByRole('region', { name: 'Kept on this device' });
    await expect(kept).toContainText(/\d\.\d MB are kept on this device/);
    await expect(kept.getByText('Pack digits')).toBeVisible();
    await kept.getByRole('button', { name: 'Clear, and keep nothing' }).click();
    await expect(kept).toContainText('Nothing is kept on this device.');
    const left = () =>
      page.evaluate(async () => [await caches.keys(), await navigator.serviceWorker.getRegistrations()]);
    await expect.poll(left).toEqual([[], []]); // what was just being kept goes a moment later
    await page.reload();
    await untilDone(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(kept).toContainText('Nothing is kept on this device.');
    // what keeps is here by then, with the dialog, and was begun when the page had time
    await page.evaluate(() => new Promise((resolved) => requestIdleCallback(resolved)));
    expect(await page.evaluate(() => window.registrations)).toBe(0);
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    await kept.getByRole('button', { name: 'Keep Nudge on this device' }).click();
    await untilKept(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(kept).toContainText(/MB are kept/);
  } finally {
    host.close();
  }
});

// If it broke: a new version would reload the page in the middle of a run, or never come.
test('a newer build is offered, and not forced', async ({ page }) => {
  let build = 'a';
  const host = await hostIn('/nudge/', {
    change: (file, body) => {
      if (file === 'service-worker.js')
        return Buffer.from(body.toString().replace(/"[0-9a-f]{12}"/, `"${build.repeat(12)}"`));
      return file === 'index.html'
        ? Buffer.from(body.toString().replace('</title>', ` ${build}</title>`))
        : body;
    },
  });
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10&seed=4&target=2`);
    await untilKept(page);
    await untilDone(page);
    build = 'b';
    await page.reload();
    await expect(page.getByText('A newer Nudge is ready')).toBeVisible();
    await untilDone(page);
    expect(await page.title()).toMatch(/ a$/); // the older one goes on
    await page.getByRole('button', { name: 'Later' }).click();
    await expect(page.getByText('A newer Nudge is ready')).toHaveCount(0);
    await page.reload();
    await page.getByRole('button', { name: 'Take it now' }).click();
    await expect(page).toHaveTitle(/ b$/);
    await waitForState(
      page,
      ({ run }, { settings: { target } }) =>
        run.status === 'done' && target.kind === 'class' && target.index === 2,
    );
    await expect(page.getByText('A newer Nudge is ready')).toHaveCount(0);
  } finally {
    host.close();
  }
});

// If it broke: a full disk would break the page.
test('where there is no room left, one sentence says so and the run goes on', async ({ page, context }) => {
  const host = await hostIn('/nudge/');
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(host.url).origin,
    quotaSize: 400_000,
  });
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    await expect(page.getByText('There is no room left on this device to keep the page')).toBeVisible();
    await untilDone(page);
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    await expect(page.getByRole('alert')).toHaveCount(0);
  } finally {
    host.close();
  }
});

// If it broke: an open tab would break when another one takes a newer version.
test('a tab keeps the files of its build while another takes a newer one; a damaged one is put right', async ({
  page,
  context,
}) => {
  let newer = false;
  const host = await hostIn('/nudge/', {
    // the newer build has no such Noise, and the host has lost the old one
    change: (file, body) => {
      if (!newer || file !== 'service-worker.js') return body;
      const text = body.toString().replace(/"[0-9a-f]{12}"/, `"${'b'.repeat(12)}"`);
      return Buffer.from(text.replaceAll(/\[\\?"assets\/noise-[\w-]+\.\w+\\?",\\?"[0-9a-f]{64}\\?"\],/g, ''));
    },
    answer: (path, response) => {
      if (!newer || !/assets\/noise-/.test(path)) return false;
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
      return true;
    },
  });
  const noiseIn = (tab: Page) => tab.getByRole('tabpanel', { name: 'Noise', exact: true });
  const apps = () =>
    page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('nudge-app')));
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    await untilKept(page);
    // a damaged file of the model is fetched again, and kept right from then on
    const weights = () =>
      page.evaluate(async () => {
        const name = (await caches.keys()).find((key) => key.startsWith('nudge-pack-digits-')) ?? '';
        const cache = await caches.open(name);
        const url = (await cache.keys()).find((key) => key.url.includes('unet/diffusion'))?.url ?? '';
        const kept = await (await cache.match(url))?.blob();
        return { name, url, size: kept?.size ?? 0 };
      });
    const { name, url, size } = await weights();
    await page.evaluate(
      async (at) => await (await caches.open(at.name)).put(at.url, new Response('<!doctype html>')),
      { name, url },
    );
    await page.reload();
    await untilDone(page);
    expect((await weights()).size).toBe(size);
    await expect(page.getByRole('alert')).toHaveCount(0);
    newer = true;
    const other = await context.newPage();
    await other.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    const takesIt = other.waitForEvent('load');
    await other.getByRole('button', { name: 'Take it now' }).click();
    await takesIt; // else it would reload itself while it is reloaded below
    await expect.poll(apps).toHaveLength(2);
    await page.getByRole('tab', { name: 'Noise', exact: true }).click();
    await expect(noiseIn(page)).not.toBeEmpty();
    await expect(page.getByText('This view did not come.')).toHaveCount(0);
    await page.goto('about:blank');
    await other.reload();
    await untilDone(other);
    await expect
      .poll(() =>
        other.evaluate(async () => (await caches.keys()).filter((key) => key.startsWith('nudge-app'))),
      )
      .toHaveLength(1);
  } finally {
    host.close();
  }
});

// If it broke: a host’s error page would be kept in place of a file, for ever.
test('of a host that answers with its page for a file that is gone, no page is kept', async ({ page }) => {
  const host = await hostIn('/nudge/', {
    answer: (path, response) => {
      if (!/assets\/gifenc-/.test(path)) return false;
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
      return true;
    },
  });
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    await expect(page.getByText('could not be kept: a file did not come')).toBeVisible();
    const names = await page.evaluate(() => caches.keys());
    expect(names.filter((name) => name.startsWith('nudge-app-'))).toEqual([]);
  } finally {
    host.close();
  }
});
