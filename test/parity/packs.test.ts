// The shipped packs on WASM against PyTorch, at several t. The reference belongs to the committed weights:
// after training, `python training/make_fixtures.py --only packs` makes it anew.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startTestWasm } from '../kernels/start-test-wasm';
import { measureClassifier, measureUNet, TOLERANCE } from './measure';

const root = resolve(import.meta.dirname, '../..');
/** The classifier of digits-conditional is that of the digits. */
const denoisers = ['digits', 'digits-conditional', 'fashion'];
const classifiers = ['digits', 'fashion'];

beforeAll(async () => {
  await startTestWasm();
});

/** The SHA-256 of the weights that a reference was made of: its metadata says it. */
function weightsOf(reference: Uint8Array): string | undefined {
  const length = Number(new DataView(reference.buffer, reference.byteOffset).getBigUint64(0, true));
  const header: { __metadata__: { weights?: string } } = JSON.parse(
    new TextDecoder().decode(reference.subarray(8, 8 + length)),
  );
  return header['__metadata__'].weights;
}

async function filesOf(pack: string, part: 'unet' | 'classifier') {
  const folder = resolve(root, 'models', pack, part);
  const stem = part === 'unet' ? 'diffusion_pytorch_model' : 'model';
  const config = await readFile(resolve(folder, 'config.json'));
  const weights = await readFile(resolve(folder, `${stem}.safetensors`));
  const reference = await readFile(
    resolve(import.meta.dirname, 'packs', `${pack}.${part}.reference.safetensors`),
  );
  const sha256 = createHash('sha256').update(weights).digest('hex');
  expect(sha256, 'weights have changed: run training/make_fixtures.py --only packs').toBe(
    weightsOf(reference),
  );
  return [config, weights, reference] as const;
}

test.each(denoisers)('the denoiser of %s and its input gradient agree with PyTorch', async (pack) => {
  const distances = await measureUNet(...(await filesOf(pack, 'unet')));
  expect(distances['output']).toBeLessThanOrEqual(TOLERANCE);
  expect(distances['gradient']).toBeLessThanOrEqual(TOLERANCE);
  if (process.env['PARITY_FIGURES']) process.stdout.write(`${pack} unet ${JSON.stringify(distances)}\n`);
});

test.each(classifiers)('the noisy classifier of %s and its gradient agree with PyTorch', async (pack) => {
  const distances = await measureClassifier(...(await filesOf(pack, 'classifier')));
  for (const distance of Object.values(distances)) expect(distance).toBeLessThanOrEqual(TOLERANCE);
  if (process.env['PARITY_FIGURES'])
    process.stdout.write(`${pack} classifier ${JSON.stringify(distances)}\n`);
});
