// What is refused of an adapter that offers less, and that what is written down of the kernels is true.

import { beforeAll, expect, test } from 'vitest';
import { kernelNames, lackFor, needs } from '../../src/kernels/requirements';
import { takenByKernel, type Taken } from './dispatched';
import { startTestWasm } from './start-test-wasm';

beforeAll(async () => {
  await startTestWasm();
});

const defaults = {
  maxStorageBuffersPerShaderStage: 8,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupSizeX: 256,
  maxComputeWorkgroupStorageSize: 16_384,
};

test('every kernel runs within the default limits', () => {
  expect(kernelNames.map((name) => lackFor(name, defaults))).toEqual(kernelNames.map(() => null));
});

test.each([
  [
    'maxStorageBuffersPerShaderStage',
    4,
    [
      'blended-x0',
      'class-log-probs',
      'convolution',
      'group-norm-silu',
      'layer-norm',
      'linear',
      'unit-embedding',
    ],
  ],
  ['maxComputeInvocationsPerWorkgroup', 128, ['group-norm-silu']],
  ['maxComputeWorkgroupSizeX', 128, ['group-norm-silu']],
  [
    'maxComputeWorkgroupStorageSize',
    8192,
    ['attention', 'class-log-probs', 'convolution', 'linear', 'unit-embedding'],
  ],
] as const)('%s of %i is too little for some', (limit, value, lacking) => {
  const limits = { ...defaults, [limit]: value };
  expect(kernelNames.filter((name) => lackFor(name, limits) !== null)).toEqual(lacking);
  for (const name of lacking) expect(lackFor(name, limits)).toContain(`${value}`);
});

test.each(kernelNames)('%s takes of a device what is written down', (name) => {
  const taken = takenByKernel(name);
  const most = (of: keyof Taken): number => Math.max(...taken.map((each) => each[of]));
  expect(most('buffers')).toBe(needs[name].buffers);
  expect(most('threads')).toBe(needs[name].threads);
  expect(most('memory')).toBeLessThanOrEqual(needs[name].memory);
  // and not much more is asked of an adapter than is taken
  expect(most('memory')).toBeGreaterThanOrEqual(0.9 * needs[name].memory);
});
