// A model of one's own: called by its name, here after a reload, and named by a link where it is not here.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, sharedLink, stateOf, test, untilDone } from './page';
import { serveTinyPack } from './tiny-pack';

const tiny = resolve(import.meta.dirname, '../pack/tiny');

test.beforeEach(({ context }) => serveTinyPack(context));

async function openTiny(page: Page, settings = 'steps=10&target=1&seed=3'): Promise<void> {
  await page.goto(`./?backend=wasm#/denoise?${settings}`);
  await untilDone(page);
  await page.getByRole('button', { name: 'Open model' }).click();
  await page.getByLabel('Choose a folder').setInputFiles(tiny);
  await expect.poll(() => stateOf(page, ({ model }) => model.fromFiles)).toBe(true);
  await untilDone(page);
}

const tip = (page: Page) => stateOf(page, (_, path) => Array.from(path.tip!.xt));

// If it broke: one’s own model would be gone after a reload, or not be forgotten when asked.
test('is called by its name, and is here after a reload, until it is forgotten', async ({ page }) => {
  await openTiny(page);
  await expect(page.getByText(/^Tiny \(.* kB\) is kept on this device/)).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Tiny', exact: true })).toBeChecked();
  const link = await sharedLink(page);
  expect(link).toMatch(/[?&]pack=tiny&sha256=[0-9a-f]{64}&/);
  expect(link).not.toContain('without');
  const before = await tip(page);
  await page.reload();
  await untilDone(page);
  await expect(page.getByRole('radio', { name: 'Tiny', exact: true })).toBeChecked();
  expect(await stateOf(page, ({ model }) => model.pack?.id)).toBe('tiny');
  expect(await tip(page)).toEqual(before);
  await page.getByRole('button', { name: 'Open model' }).click();
  const kept = page.getByRole('region', { name: 'Models kept on this device' });
  await expect(kept.getByRole('button', { name: 'Tiny: Open' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCSS('opacity', '1');
  expect(await violations(page)).toEqual([]);
  await kept.getByRole('button', { name: 'Tiny: Forget' }).click();
  await expect(kept).toContainText('A model that you open is kept here');
  await page.reload();
  await expect(page.getByText('This link needs the model “tiny”')).toBeVisible();
});

// If it broke: a link to a model that is not here would start another one.
test('that a link names and that is not here is asked for, and nothing else starts', async ({
  page,
  context,
}) => {
  await openTiny(page);
  const link = await sharedLink(page);
  const before = await tip(page);
  const fresh = await (await context.browser()!.newContext({ serviceWorkers: 'block' })).newPage();
  const fetched: string[] = [];
  fresh.on('request', (request) => fetched.push(request.url()));
  await fresh.goto(link);
  await expect(fresh.getByText('This link needs the model “tiny”')).toBeVisible();
  expect(await violations(fresh)).toEqual([]);
  await fresh.getByRole('button', { name: 'Play', exact: true }).click();
  await fresh.waitForTimeout(500);
  expect(await stateOf(fresh, ({ model, run }) => [model.pack, model.loading, run.status])).toEqual([
    null,
    null,
    'idle',
  ]);
  expect(fetched.filter((url) => /models\/|recorded-/.test(url))).toEqual([]);
  await fresh.getByLabel('Open the folder of tiny').setInputFiles(tiny);
  await untilDone(fresh);
  expect(await tip(fresh)).toEqual(before);
  await expect(fresh.getByText('This link needs the model')).toHaveCount(0);
  await fresh.context().close();
});

// If it broke: a link to one’s own model would first show somebody else’s run.
test('a shared link shows no recorded run first', async ({ page, context }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await context.route('**/models/digits/unet/*.safetensors', () => undefined); // never comes
  await page.goto('./?backend=wasm#/denoise?target=1&steps=10');
  await expect(page.getByRole('progressbar', { name: 'Loading model' })).toBeVisible();
  await page.waitForTimeout(500);
  expect(await stateOf(page, ({ model }) => [model.recorded, model.pack])).toEqual([false, null]);
  expect(fetched.filter((url) => url.includes('recorded-'))).toEqual([]);
  await page.goto('about:blank');
  await page.goto('./?backend=wasm');
  await expect.poll(() => stateOf(page, ({ model }) => model.recorded)).toBe(true);
});

/** A small U-Net of test/parity/formats in a folder of its own, laid out flat. */
function folderOf(
  path: string,
  name: string,
  changes: Readonly<Record<string, unknown>>,
  scheduler: Readonly<Record<string, unknown>>,
): string {
  const stored = (end: string) =>
    readFileSync(resolve(import.meta.dirname, `../parity/formats/${name}.${end}`));
  mkdirSync(path, { recursive: true });
  const config: unknown = JSON.parse(stored('config.json').toString());
  writeFileSync(join(path, 'config.json'), JSON.stringify(Object.assign({}, config, changes)));
  writeFileSync(join(path, 'diffusion_pytorch_model.safetensors'), stored('weights.safetensors'));
  writeFileSync(
    join(path, 'scheduler_config.json'),
    JSON.stringify({ _class_name: 'DDPMScheduler', ...scheduler }),
  );
  return path;
}

test('asks of what size its pictures are; a learned Σ and planes are shown', async ({ page }, info) => {
  const learned = { variance_type: 'learned_range' };
  const sizeless = folderOf(info.outputPath('sizeless'), 'unet-08', { sample_size: null }, learned);
  await openTiny(page, 'steps=5&sampler=ddpm');
  await page.getByRole('button', { name: 'Open model' }).click();
  await page.getByLabel('Choose a folder').setInputFiles(sizeless);
  const side = page.getByLabel('Pixels along a side');
  await expect(side).toHaveValue('32');
  await side.fill('33');
  await expect(page.getByText('Expected pixels that 2 divides, from 8 to 256, got 33.')).toBeVisible();
  await side.fill('16');
  await side.press('Enter');
  await expect.poll(() => stateOf(page, ({ model }) => model.pack?.size)).toBe(16);
  await untilDone(page);
  expect(await sharedLink(page)).toMatch(/&sha256=[0-9a-f]{64}&size=16&/);
  await page.getByRole('button', { name: 'Symbol Σ' }).first().click();
  await expect(page.getByRole('img', { name: 'Picture of Σ' })).toBeVisible();
  await page.keyboard.press('Escape');
  const before = await tip(page);
  await page.reload();
  await untilDone(page);
  expect(await tip(page)).toEqual(before);
  const latent = folderOf(info.outputPath('latent'), 'unet-06', {}, {});
  await page.getByRole('button', { name: 'Open model' }).click();
  await page.getByLabel('Choose a folder').setInputFiles(latent);
  await expect.poll(() => stateOf(page, ({ model }) => model.pack?.sampleShape)).toEqual([8, 8, 4]);
  await untilDone(page);
  await expect(page.locator('[data-region="pictures"] canvas').first()).toHaveAttribute('width', '17');
});
