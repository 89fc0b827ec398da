// The strict policy over a walk through the page: as headers on an isolated host, where the workers are bound too and
// WASM has its threads. That nothing breaks it, and that nothing leaves the origin, every flow holds (page.ts): here
// both are seen to be heard.

import { expectNoViolations } from './axe';
import { elsewhereOf, expect, test, waitForState } from './page';
import { hostIn } from './static-host';

// If it broke: foreign scripts could run, or WASM lose its threads.
test('the policy is strict, as a meta tag and as headers, and the threads of WASM run under it', async ({
  page,
  request,
}) => {
  const html = await request.get('./');
  const meta = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(await html.text())?.[1] ?? '';
  expect(html.headers()['content-security-policy']).toBe(meta);
  for (const directive of [
    "default-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ]) {
    expect(meta.split('; ')).toContain(directive);
  }
  expect(meta).toMatch(/script-src 'self' 'sha256-[^']+';/);
  expect(meta).not.toMatch(/unsafe|frame-ancestors/);
  const binaries: string[] = [];
  page.on('request', (made) => {
    if (made.url().endsWith('.wasm') || made.url().includes('.wasm?')) binaries.push(made.url());
  });
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await waitForState(page, (_, path) => path.steps.length >= 2);
  expect(binaries).toEqual([expect.stringContaining('threaded-simd')]);
  for (const dialog of ['Share', 'Save']) {
    await page.getByRole('button', { name: dialog, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    if (dialog === 'Save') {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Pictures (PNG)' }).click();
      expect((await download).suggestedFilename()).toMatch(/\.png$/);
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  for (const name of ['Noise', 'Plane', 'Denoise']) {
    await page.getByRole('tab', { name, exact: true }).click();
    await expect(page.getByRole('tabpanel', { name, exact: true })).not.toBeEmpty();
  }
});

test.describe('what is against the policy', () => {
  test.use({ violations: /elsewhere\.example/ });

  // If it broke: something injected would run, or be refused without a trace.
  test('is refused, and heard of', async ({ page, context }) => {
    const elsewhere = elsewhereOf(context);
    await page.goto('./?backend=wasm#/denoise?steps=10');
    const violated = () =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
              resolve(effectiveDirective),
            );
            new Image().src = 'https://elsewhere.example/beacon.png';
          }),
      );
    expect(await violated()).toBe('img-src');
    // where a page has no policy, the request itself is heard of
    await page.route('**/bare.html', (route) => route.fulfill({ contentType: 'text/html', body: '<p>bare' }));
    await page.goto('./bare.html');
    await page.evaluate(() => void (new Image().src = 'https://elsewhere.example/beacon.png'));
    await expect.poll(elsewhere).toContain('https://elsewhere.example/beacon.png');
  });
});

test.describe('nothing leaves the origin', () => {
  test.use({ serviceWorkers: 'allow' });

  // If it broke: models would be loaded twice, or from elsewhere.
  test('not from the service worker either, and models come once', async ({ page, context }) => {
    const fromServiceWorker: string[] = [];
    const came = new Map<string, number>();
    context.on('request', (made) => {
      if (made.serviceWorker() !== null) fromServiceWorker.push(made.url());
    });
    const host = await hostIn('/nudge/', {
      answer: (path) => {
        if (path.includes('/models/')) came.set(path, (came.get(path) ?? 0) + 1);
        return false;
      },
    });
    try {
      await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
      await waitForState(page, (state) => state.run.status === 'done');
      const kept = () =>
        page.evaluate(async () => {
          const pack = (await caches.keys()).find((name) => name.startsWith('nudge-pack-digits-'));
          return pack === undefined ? 0 : (await (await caches.open(pack)).keys()).length;
        });
      await expect.poll(kept).toBeGreaterThanOrEqual(10);
      expect(Object.fromEntries([...came].filter(([, times]) => times > 1))).toEqual({});
      expect(fromServiceWorker.length).toBeGreaterThan(0);
    } finally {
      host.close();
    }
  });
});

// If it broke: the licences of what is bundled could not be read.
test('a page lists what Nudge is made of, with the licence of each', async ({ page }) => {
  await page.goto('./about.html');
  for (const name of ['react-dom', '@tensorflow/tfjs-core', 'mediabunny']) {
    const item = page.locator('summary').filter({ hasText: new RegExp(`^${name} \\d`) });
    await item.click(); // of the page, of its worker, and of a worker's part that comes on demand
    await expect(page.locator('details[open] pre').last()).toContainText(/licen[sc]e|permission/i);
  }
  await expectNoViolations(page, 'about.html');
  await page.goto('./teach.html');
  await expect(page.getByRole('heading', { name: 'What people get wrong' })).toBeVisible();
  await expectNoViolations(page, 'teach.html');
});
