import { expect, it } from 'vitest';
import { filesInMemory } from '../../src/pack/files-in-memory';
import { startTestWasm } from '../kernels/start-test-wasm';
import { tinyPack } from '../pack/tiny-pack';
import { tensorCounts } from './tensor-counts';

it('keeps the number of tensors still over 1,000 guided steps on WASM, and none after', async () => {
  await startTestWasm();
  const { counts, left } = await tensorCounts(filesInMemory('tiny', tinyPack()), 1000);
  expect(counts).toHaveLength(1000);
  expect(new Set(counts).size).toBe(1);
  expect(left).toBe(0);
}, 120_000);
