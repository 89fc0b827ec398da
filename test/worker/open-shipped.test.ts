// The weights that come with a plane, as the page's host gives them.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlaneSource } from '../../src/terms/pack-info';
import { openShipped } from '../../src/worker/open-shipped';
import { moodyHost, type MoodyHost } from '../fetching/moody-host';
import { startTestWasm } from '../kernels/start-test-wasm';
import { planeSource } from './plane-worker';

let host: MoodyHost;

beforeAll(async () => {
  await startTestWasm();
  host = await moodyHost();
});
afterAll(() => host.close());

const sourceOf = (weights: string | null): PlaneSource => ({
  ...planeSource('checkerboard', 'Checkerboard'),
  weights,
});

it('are none for a plane that comes without, and nothing is asked of the host', async () => {
  expect(await openShipped(sourceOf(null))).toBeNull();
  expect(host.asked).toEqual([]);
});

it('that the host has not are missed by the name of their file', async () => {
  await expect(openShipped(sourceOf(host.url))).rejects.toMatchObject({
    code: 'host',
    message: expect.stringContaining('models/plane/checkerboard.safetensors'),
  });
});

it('open as networks, and are asked for once: a new device has them from here', async () => {
  const file = resolve(import.meta.dirname, '../../models/plane/checkerboard.safetensors');
  host.files.set('checkerboard.safetensors', new Uint8Array(readFileSync(file)));
  const first = await openShipped(sourceOf(host.url));
  const again = await openShipped(sourceOf(host.url));
  const asked = host.asked.filter((each) => each.startsWith('GET checkerboard'));
  expect(asked).toHaveLength(2); // the one before was missed
  expect(first!.parameters.denoiser).toBeGreaterThan(1000);
  const predict = async (networks: typeof first) => [
    ...(await networks!.denoiser().predict(Float32Array.of(0.5, -0.5), Float32Array.of(300), null)),
  ];
  expect(await predict(again)).toEqual(await predict(first));
  first!.dispose();
  again!.dispose();
});
