// A tiny pack in the place of digits: flows that are not about pictures are quick with it; the tiniest is for WebGPU.

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
