import { expect, it } from 'vitest';
import { filesInMemory } from '../../src/pack/files-in-memory';
import { startTestWasm } from '../kernels/start-test-wasm';
import { tinyPack } from '../pack/tiny-pack';
import { tensorCounts } from './tensor-counts';

it('keeps the number of tensors still over a hundred guided steps on WASM, and none after', async () => {
  await startTestWasm();
  const { counts, left } = await tensorCounts(filesInMemory('tiny', tinyPack()), 100);
  expect(counts).toHaveLength(100);
  expect(new Set(counts).size).toBe(1);
  expect(left).toBe(0);
});
