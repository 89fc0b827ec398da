// A tiny pack in the place of digits: flows that are not about pictures are quick with it; the tiniest is for WebGPU.
// Or digits with a tiny denoiser: its own pictures, shapes and guides, for flows that ask it a thousand times.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BrowserContext } from '@playwright/test';

export async function serveTinyPack(context: BrowserContext, name = 'tiny'): Promise<void> {
  const folder = resolve(import.meta.dirname, '../pack', name);
  await context.route('**/models/digits/**', async (route) => {
    const path = new URL(route.request().url()).pathname.split('/models/digits/')[1] ?? '';
    const body = await readFile(resolve(folder, path)).catch(() => null);
    await route.fulfill(body === null ? { status: 404 } : { body });
  });
}

/** All of digits but the denoiser's weights, which are the tiny pack's and have learned nothing. */
export async function serveTinyDenoiser(context: BrowserContext): Promise<void> {
  const unet = resolve(import.meta.dirname, '../pack/tiny/unet');
  // the list of the files would say that they came damaged
  await context.route('**/models/digits/files.json', (route) => route.fulfill({ status: 404 }));
  await context.route('**/models/digits/unet/*', async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    const body = await readFile(resolve(unet, name));
    if (!name.endsWith('.json')) return await route.fulfill({ body });
    const config: object = JSON.parse(body.toString());
    await route.fulfill({ json: { ...config, sample_size: 28 } });
  });
}
