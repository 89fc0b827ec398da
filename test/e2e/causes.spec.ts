// The table of causes, each brought about by a host that misbehaves in one way: the sentence names the one who can do
// something, and nothing waits for ever. One page goes through several: Try again is pressed between them.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { untilDone as untilPlaneDone, waitForPlane } from './plane-page';
import { elsewhereOf, expect, stateOf, test, waitForState } from './page';
import { tinyPack } from '../pack/tiny-pack';
import { writeZip } from '../pack/write-zip';
import { hostIn } from './static-host';

test.use({ faults: /./ }); // every fault here is one that browsers complain of

type Misbehaviour = (path: string, response: ServerResponse) => boolean;

const html = (response: ServerResponse): boolean => {
  response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
  return true;
};

const as =
  (type: string, body: string | Buffer, status = 200) =>
  (response: ServerResponse) => {
    response.writeHead(status, { 'Content-Type': type }).end(body);
    return true;
  };

const on = (pattern: RegExp, answer: (response: ServerResponse) => boolean): Misbehaviour => {
  return (path, response) => pattern.test(path) && answer(response);
};

const notThere = as('text/plain', 'no', 404);

const faults: readonly (readonly [fault: Misbehaviour, sentence: RegExp])[] = [
  [on(/assets\/worker-.*\.js$/, notThere), /worker that computes is missing from this copy/],
  [on(/assets\/worker-.*\.js$/, html), /worker that computes is missing from this copy/],
  [
    on(/assets\/worker-.*\.js$/, as('text/plain', '')),
    /expected text\/javascript, the server sends it as text\/plain/,
  ],
  [on(/\.wasm$/, notThere), /\.wasm is missing from this copy/],
  [on(/\.wasm$/, as('application/wasm', Buffer.from([0, 0x61, 0x73]))), /\.wasm came damaged/],
  [on(/digits\/unet\/config\.json$/, notThere), /unet\/config\.json is missing from this copy/],
  [on(/digits\/unet\/.*safetensors$/, html), /safetensors is missing from this copy/],
  [
    on(/digits\/classifier\/.*safetensors$/, as('application/octet-stream', 'cut')),
    /came damaged, .* got 3\./,
  ],
  // of a file that has not come whole before: one that has is taken from the browser's cache
  [on(/digits\/classifier\/.*safetensors$/, as('text/plain', 'no', 503)), /answered with HTTP status 503/],
];

// If it broke: a model that does not open would not say which file of the host is wrong.
test('a host that gets one file wrong is named, and opens once it is right', async ({ page }) => {
  let fault: Misbehaviour = () => false;
  const asked: string[] = [];
  const host = await hostIn('/nudge/', {
    headers: { 'Cache-Control': 'no-store' }, // a right file from the browser's cache would hide the fault
    answer: (path, response, method) => {
      asked.push(`${method} ${path}`);
      return fault(path, response);
    },
  });
  const alert = page.getByRole('alert');
  try {
    for (const [i, [next, sentence]] of faults.entries()) {
      fault = next;
      if (i === 0) await page.goto(`${host.url}?backend=wasm#/denoise?steps=10&seed=3`);
      else await page.getByRole('button', { name: 'Try again' }).click();
      await expect(alert).toContainText(sentence);
      await expect(alert).not.toContainText(/save_pretrained|current browser|bug in Nudge/);
    }
    fault = () => false;
    // the network is back: it is tried without being asked
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await waitForState(page, (state) => state.run.status === 'done');
    await expect(alert).toHaveCount(0);
    expect(asked.filter((one) => !one.startsWith('GET '))).toEqual([]);
  } finally {
    host.close();
  }
});

// If it broke: “it does not work” would be all that is said of a host that forbids WASM.
test('a policy of the host that forbids WASM is named', async ({ page }) => {
  let policy = "script-src 'self' 'unsafe-inline'";
  const host = await hostIn('/nudge/', {
    answer: (path, response) => {
      if (/assets\/worker-.*\.js$/.test(path)) response.setHeader('Content-Security-Policy', policy);
      return false;
    },
  });
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    await expect(page.getByRole('alert')).toContainText("has to add 'wasm-unsafe-eval'");
    await expect(page.getByRole('alert')).toHaveCount(1);
    await expect(page.getByRole('alert')).not.toContainText(/server|damaged|current browser|bug in Nudge/);
    policy = '';
    await page.reload();
    await waitForState(page, (state) => state.run.status === 'done');
  } finally {
    host.close();
  }
});

// If it broke: an old browser would show an error that nobody can act on.
test('a browser without WebAssembly is named, and one without DecompressionStream; the rest runs', async ({
  page,
}) => {
  let without = 'globalThis.WebAssembly = undefined;\n';
  const host = await hostIn('/nudge/', {
    change: (file, body) =>
      /assets\/worker-.*\.js$/.test(file) ? Buffer.concat([Buffer.from(without), body]) : body,
  });
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    await expect(page.getByRole('alert')).toContainText('This browser has no WebAssembly');
    await expect(page.getByRole('alert')).not.toContainText(/server|dist/);
    without = '';
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'DecompressionStream'));
    await page.reload();
    await waitForState(page, (state) => state.run.status === 'done');
    await page.getByRole('tab', { name: 'Noise', exact: true }).click();
    await expect(page.getByText('this browser has no DecompressionStream')).toBeVisible();
    await expect(page.getByRole('slider', { name: 'Noise level' })).toBeVisible();
  } finally {
    host.close();
  }
});

// If it broke: a packed archive would fail without a word in an older browser.
test('a worker without DecompressionStream opens no packed archive and says so; one that is not packed it opens', async ({
  page,
}) => {
  const host = await hostIn('/nudge/', {
    change: (file, body) =>
      /assets\/worker-.*\.js$/.test(file)
        ? Buffer.concat([Buffer.from("Reflect.deleteProperty(globalThis, 'DecompressionStream');\n"), body])
        : body,
  });
  const archive = (stored: boolean) =>
    writeZip([...tinyPack()].map(([path, bytes]) => ({ path: `tiny/${path}`, bytes, stored })));
  const open = async (name: string, stored: boolean): Promise<void> => {
    await page.getByRole('button', { name: 'Open model' }).click();
    const buffer = Buffer.from(archive(stored));
    await page
      .getByLabel('Choose an archive or a run')
      .setInputFiles({ name, mimeType: 'application/zip', buffer });
  };
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    await waitForState(page, (state) => state.run.status === 'done');
    await open('packed.zip', false);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('cannot be unpacked: this browser has no DecompressionStream.');
    await expect(alert).toContainText('the file is sound');
    await expect(alert).not.toContainText(/damaged|broken/);
    expect(await stateOf(page, ({ model, run }) => [model.pack?.id, run.status])).toEqual(['digits', 'done']);
    await page.keyboard.press('Escape');
    await open('stored.zip', true);
    await waitForState(page, ({ model, run }) => model.fromFiles && run.status === 'done');
    await expect(alert).toHaveCount(0);
  } finally {
    host.close();
  }
});

// If it broke: a missing file would take all of the Plane, also what needs none.
test('a Plane without its files says so, and runs with what is exact and what is trained here', async ({
  page,
}) => {
  const host = await hostIn('/nudge/', {
    answer: (path, response) => /plane\/.*safetensors$/.test(path) && notThere(response),
  });
  const said = page.getByText('.safetensors is missing from this copy of Nudge: the learned networks');
  try {
    await page.goto(`${host.url}?backend=wasm#/plane?steps=10`);
    await expect(said).toBeVisible();
    await waitForPlane(page, ({ run }, { timesteps, steps }) => {
      return run.status === 'paused' && timesteps.length > 0 && steps.length === 0; // nothing untrained is played
    });
    await page.getByRole('button', { name: 'Take the exact ones' }).click();
    await untilPlaneDone(page);
    await expect(page.getByRole('radio', { name: 'Exact' }).first()).toBeChecked();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.getByRole('button', { name: 'Train them here' }).click();
    await waitForPlane(page, (_, __, { training }) => training !== null && training.step > 0);
    await expect(said).toHaveCount(0);
  } finally {
    host.close();
  }
});

// If it broke: on a plain http host the page would fail, or be slow without saying why.
test('on plain http the page runs, and says what that takes away', async ({ playwright }) => {
  const host = await hostIn('/nudge/');
  const browser = await playwright.chromium.launch({
    executablePath: process.env['NUDGE_BROWSER'],
    args: ['--no-sandbox', '--host-resolver-rules=MAP nudge.example localhost'],
  });
  try {
    const context = await browser.newContext();
    const elsewhere = elsewhereOf(context);
    const page = await context.newPage();
    await page.goto(`${host.url.replace('localhost', 'nudge.example')}#/denoise?steps=10`);
    await waitForState(page, (state) => state.run.status === 'done');
    expect(await stateOf(page, (state) => state.model.backend?.reason)).toContain('plain http');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Kept on this device' })).toContainText('plain http');
    expect(elsewhere()).toEqual([]);
  } finally {
    await browser.close();
    host.close();
  }
});

// If it broke: a page embedded in a course would fail where storage is blocked.
test('in a frame where storage is blocked it runs, and says what is not kept', async ({ playwright }) => {
  const folder = await mkdtemp(join(tmpdir(), 'nudge-blocked-'));
  await mkdir(join(folder, 'Default'));
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(blocked));
  const host = await hostIn('/nudge/', {
    answer: (path, response) =>
      path === '/frame' &&
      as(
        'text/html',
        '<iframe sandbox="allow-scripts allow-same-origin" width="1200" height="800" src="/nudge/?backend=wasm#/denoise?steps=10"></iframe>',
      )(response),
  });
  const context = await playwright.chromium.launchPersistentContext(folder, {
    executablePath: process.env['NUDGE_BROWSER'] ?? '',
    args: ['--no-sandbox'],
  });
  const elsewhere = elsewhereOf(context);
  try {
    const page = await context.newPage();
    await page.goto(new URL('/frame', host.url).href);
    const frame = page.frameLocator('iframe');
    await expect(frame.getByText('finished picture').first()).toBeAttached();
    const refused = await page.frames()[1]!.evaluate(() => {
      try {
        return localStorage.length;
      } catch {
        return 'refused';
      }
    });
    expect(refused).toBe('refused');
    await frame.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(frame.getByRole('region', { name: 'Kept on this device' })).toContainText(
      'Nothing is kept on this device: storage is blocked',
    );
    expect(elsewhere()).toEqual([]);
  } finally {
    await context.close();
    host.close();
    await rm(folder, { recursive: true });
  }
});
