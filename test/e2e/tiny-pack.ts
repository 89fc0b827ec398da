// The tiny pack in the place of digits: flows that are not about pictures are quick with it.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BrowserContext } from '@playwright/test';

const tiny = resolve(import.meta.dirname, '../pack/tiny');

export async function serveTinyPack(context: BrowserContext): Promise<void> {
  await context.route('**/models/digits/**', async (route) => {
    const path = new URL(route.request().url()).pathname.split('/models/digits/')[1] ?? '';
    const body = await readFile(resolve(tiny, path)).catch(() => null);
    await route.fulfill(body === null ? { status: 404 } : { body });
  });
}
