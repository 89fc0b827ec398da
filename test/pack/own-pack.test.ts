import { createHash } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import * as tf from '@tensorflow/tfjs-core';
import { startWasm } from '../../src/cli/start-wasm';
import { openOwnPack } from '../../src/pack/open-own-pack';
import { tinyPack } from './tiny-pack';

beforeAll(startWasm);

it('is named by the sha256 of the weights that steer, also when it is opened again', async () => {
  const files = tinyPack();
  const blobs = new Map([...files].map(([path, bytes]) => [path, new Blob([bytes])]));
  const { pack, reopen } = await openOwnPack('mine', blobs, () => undefined);
  const hash = createHash('sha256');
  for (const path of ['unet/diffusion_pytorch_model.safetensors', 'classifier/model.safetensors']) {
    hash.update(files.get(path)!);
  }
  const sha256 = hash.digest('hex');
  expect(pack.info).toMatchObject({ id: 'mine', sha256 });
  await pack.judge();
  pack.dispose();
  const again = await reopen();
  expect(again.info.sha256).toBe(sha256);
  again.dispose();
  expect(tf.memory().numTensors).toBe(0);
});
