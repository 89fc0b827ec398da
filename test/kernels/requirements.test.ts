// What is refused of an adapter that offers less, and that what is written down of the kernels is true.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { kernelNames } from '../../src/kernels/fused';
import { lackFor, needs } from '../../src/kernels/requirements';

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

test.each(kernelNames)('%s needs what its program binds', (name) => {
  const program = readFileSync(resolve(import.meta.dirname, `../../src/kernels/${name}/program.ts`), 'utf8');
  const threads = [...program.matchAll(/workgroupSize: (\w+)/g)].map(([, size]) =>
    Number(size === 'THREADS' ? /const THREADS = (\d+)/.exec(program)?.[1] : size),
  );
  expect(Math.max(...threads)).toBe(needs[name].threads);
  const inputs = [...program.matchAll(/inputs: \{([^}]*)\}/g)].map(
    ([, list]) => list!.split(',').filter((part) => part.trim() !== '').length,
  );
  expect(Math.max(...inputs) + 1).toBe(needs[name].buffers); // and the output
});
