// WebGPU on SwiftShader: correct, and so slow that three steps are enough.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ParityReport } from '../parity/webgpu';
import { holdAt } from './hold';
import { expect, stateOf, test, waitForState } from './page';
import { reportOf } from './report-page';
import type { SamePictureReport } from './same-picture';
import { serveTinyPack } from './tiny-pack';

const STEPS = 3;

/** Of one evaluation of each small guide. */
const MOST_DISPATCHES: Readonly<Record<string, number>> = {
  'small denoiser': 23,
  'small-self-conditioned known words': 54,
  'small classifier': 47,
  'small clip': 66,
  'small clip on x0': 225,
};

// If it broke: one seed would give two pictures on two machines.
test('x_prev of the first steps of a seed agrees with WASM', async ({ page, context }) => {
  await serveTinyPack(context, 'tiniest');
  await holdAt(page, STEPS + 1);
  const firstSteps = async (backend: 'wasm' | 'webgpu') => {
    await page.goto(`./?backend=${backend}#/denoise?target=1&scale=4&steps=100&seed=42`);
    await waitForState(page, (_, path) => path.steps.length === 4);
    expect(await stateOf(page, (state) => state.model.backend?.name)).toBe(backend);
    expect(await stateOf(page, (state) => state.error)).toBeNull();
    return await stateOf(page, (_, path) => path.steps.slice(1).map((step) => Array.from(step.xt ?? [])));
  };
  const wasm = await firstSteps('wasm');
  const webgpu = await firstSteps('webgpu');
  for (let i = 0; i < STEPS; i++) {
    const difference = Math.max(...wasm[i]!.map((x, k) => Math.abs(x - webgpu[i]![k]!)));
    expect(difference).toBeGreaterThan(0); // they are two computations, not one
    expect(difference).toBeLessThan(1e-3);
  }
});

// If it broke: without a GPU the page would be slower than it need be.
test('a software adapter counts as no WebGPU unless it is asked for', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('status').filter({ hasText: 'WASM' })).toContainText('processor');
});

// If it broke: pictures on WebGPU would be wrong.
test('every network agrees with PyTorch on WebGPU, and the GPU refuses nothing', async ({ page }) => {
  const index = await readFile(resolve(import.meta.dirname, '../parity/networks/index.json'), 'utf8');
  const { names }: { names: string[] } = JSON.parse(index);
  const report = await reportOf<ParityReport>(page, 'test/parity/webgpu.html');
  expect(report.errors).toEqual([]);
  expect(report.measurements.map(({ name }) => name)).toEqual([
    ...names,
    'unet-classes',
    'judge-00 on a new device',
  ]);
  for (const { name, distances } of report.measurements) {
    for (const [what, distance] of Object.entries(distances)) {
      expect(distance, `${name} ${what}`).toBeLessThanOrEqual(report.tolerance);
    }
  }
  expect(report.guides).toHaveLength(5);
  for (const { name, distances, grown, leaked, dispatches, submits, bindGroups } of report.guides) {
    for (const [what, distance] of Object.entries(distances)) {
      expect(distance, `${name} ${what}`).toBeLessThanOrEqual(report.tolerance);
    }
    expect({ grown, leaked, submits, bindGroups }, name).toEqual({
      grown: 0,
      leaked: 0,
      submits: 1,
      bindGroups: 0, // other prompts, targets, t and x̂_0 record nothing anew
    });
    expect(dispatches, name).toBeLessThanOrEqual(MOST_DISPATCHES[name] ?? 0);
  }
});

// If it broke: two machines would show different pictures of one link, or memory run full.
test('one seed gives one picture on both backends, after 20 DDIM steps, and no tensor is left behind', async ({
  page,
}) => {
  const report = await reportOf<SamePictureReport>(page, 'test/e2e/same-picture.html');
  expect(report.errors).toEqual([]);
  expect(report.distances).toHaveLength(20);
  expect(report.distances.at(-1)).toBeGreaterThan(0); // they are two computations, not one
  expect(report.distances.at(-1)).toBeLessThanOrEqual(0.02);
  expect(report.tensors).toHaveLength(20);
  expect(new Set(report.tensors).size).toBe(1);
  expect(report.left).toBe(0);
});
