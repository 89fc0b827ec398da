// The table of causes, each brought about by a host that misbehaves in one way: the sentence names the one who can do
// something, and nothing waits for ever. One page goes through several: Try again is pressed between them.

import type { ServerResponse } from 'node:http';
import { expect, stateOf, test, waitForState } from './page';
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
  [on(/digits\/scheduler/, as('text/plain', 'no', 503)), /answered with HTTP status 503/],
];

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

test('a policy of the host, and a Plane without its files', async ({ page }) => {
  let policy = "script-src 'self' 'unsafe-inline'";
  const host = await hostIn('/nudge/', {
    answer: (path, response) => {
      if (/assets\/worker-.*\.js$/.test(path)) response.setHeader('Content-Security-Policy', policy);
      return /plane\/.*safetensors$/.test(path) && notThere(response);
    },
  });
  const alert = page.getByRole('alert');
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    await expect(alert).toContainText("has to add 'wasm-unsafe-eval'");
    policy = '';
    await page.reload();
    await waitForState(page, (state) => state.run.status === 'done');
    await page.goto(`${host.url}?backend=wasm#/plane`);
    await expect(alert).toContainText(/models\/plane\/.*|\.safetensors is missing from this copy/);
  } finally {
    host.close();
  }
});

test('on plain http the page runs, and says what that takes away', async ({ playwright }) => {
  const host = await hostIn('/nudge/');
  const browser = await playwright.chromium.launch({
    executablePath: process.env['NUDGE_BROWSER'],
    args: ['--no-sandbox', '--host-resolver-rules=MAP nudge.example localhost'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${host.url.replace('localhost', 'nudge.example')}#/denoise?steps=10`);
    await waitForState(page, (state) => state.run.status === 'done');
    expect(await stateOf(page, (state) => state.model.backend?.reason)).toContain('plain http');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Kept on this device' })).toContainText('plain http');
  } finally {
    await browser.close();
    host.close();
  }
});
