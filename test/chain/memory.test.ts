import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { startTestWasm } from '../kernels/start-test-wasm';
import { tinyPack } from '../pack/tiny-pack';
import { tensorCounts } from './tensor-counts';

const networks = resolve(import.meta.dirname, '../parity/networks');

it('keeps the number of tensors still over 1,000 guided steps on WASM, and none after', async () => {
  await startTestWasm();
  const files = await tinyPack((file) => readFile(resolve(networks, file)));
  const { counts, left } = await tensorCounts(files, 1000);
  expect(counts).toHaveLength(1000);
  expect(new Set(counts).size).toBe(1);
  expect(left).toBe(0);
}, 120_000);
