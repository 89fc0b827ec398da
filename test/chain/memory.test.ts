import { expect, it } from 'vitest';
import { filesInMemory } from '../../src/pack/files-in-memory';
import { readTarget } from '../../src/terms/target-text';
import { targetOf } from '../../src/worlds/words/wishes';
import { startTestWasm } from '../kernels/start-test-wasm';
import { tinyFaces } from '../pack/tiny-faces';
import { smallWords } from '../pack/small-words';
import { tinyPack } from '../pack/tiny-pack';
import { tensorCounts } from './tensor-counts';

it('keeps the number of tensors still over a hundred guided steps on WASM, and none after', async () => {
  await startTestWasm();
  const { counts, left } = await tensorCounts(filesInMemory('tiny', tinyPack()), 100);
  expect(counts).toHaveLength(100);
  expect(new Set(counts).size).toBe(1);
  expect(left).toBe(0);
});

it('keeps it still over a thousand steps of sentences, updated through both networks', async () => {
  await startTestWasm();
  const files = filesInMemory('words', smallWords('self-conditioned-denoiser'));
  const rule = { kind: 'updates', count: 1, length: 0.1, weight: 0.01, quiet: 0.05, sign: true } as const;
  const target = targetOf({ slots: { food: 'Italian' }, length: 4, fill: ['the', null] });
  const { counts, left } = await tensorCounts(files, 1000, { rule, target });
  expect(counts).toHaveLength(1000);
  expect(new Set(counts).size).toBe(1);
  expect(left).toBe(0);
});

it.each([
  ['clip', { prompt: 'blue hair' }],
  ['classifier', { slots: 'hair=blue' }],
  ['clip-clean', { prompt: 'blue hair' }],
  ['clip-on-x0', { prompt: 'blue hair:2 | a hat:-1' }],
])('keeps it still over five hundred steps of faces that "%s" guides', async (guide, asked) => {
  await startTestWasm();
  const target = readTarget(asked)!;
  const { counts, left } = await tensorCounts(filesInMemory('faces', tinyFaces()), 500, { target, guide });
  expect(counts).toHaveLength(500);
  expect(new Set(counts).size).toBe(1);
  expect(left).toBe(0);
});
