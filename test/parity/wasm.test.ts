// Every network of test/parity/networks on WASM against PyTorch (training/make_fixtures.py). Together the
// denoisers use every supported option of UNet2DModel and every pair of options.

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startTestWasm } from '../kernels/start-test-wasm';
import { measure, TOLERANCE } from './measure';

/** And those of options that only other trainings use (training/fixtures_formats.py), and those that take a class. */
const paths = ['networks', 'formats', 'classes'].flatMap((name) => {
  const folder = resolve(import.meta.dirname, name);
  const { names }: { names: string[] } = JSON.parse(readFileSync(resolve(folder, 'index.json'), 'utf8'));
  return names.map((each) => [`${name}/${each}`, each, folder] as const);
});

beforeAll(async () => {
  await startTestWasm();
});

test.each(paths)('%s agrees with PyTorch and leaves no tensor', async (path, name, folder) => {
  const { distances, leaked } = await measure(name, (file) => readFile(resolve(folder, file)));
  for (const [quantity, distance] of Object.entries(distances)) {
    expect(distance, quantity).toBeLessThanOrEqual(TOLERANCE);
  }
  expect(leaked).toBe(0);
  if (process.env['PARITY_FIGURES']) process.stdout.write(`${path} ${JSON.stringify(distances)}\n`);
});
