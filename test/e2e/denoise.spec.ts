// What a new user does, on WASM, with the digits pack as it is shipped.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { holdAt, untilAnswered } from './hold';
import { expect, stateOf, test, untilDone, waitForState } from './page';
import { classOf, classTarget } from '../../src/terms/target';

/** Found anew for other weights: npm run refresh-pack -- digits. */
const seeds: { readAsAsked: { targets: number[]; steps: number; seed: number } } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'digits-seeds.json'), 'utf8'),
);

test.describe('a guided run', () => {
  // If it broke: a run would end in another digit than the one asked for.
  test('ends in the digit that is asked for, as the judge reads it', async ({ page }) => {
    const { targets, steps, seed } = seeds.readAsAsked;
    for (const target of targets) {
      await page.goto(`./?backend=wasm#/denoise?target=${target}&steps=${steps}&seed=${seed}`);
      await untilDone(page);
      await expect(page.getByText(/^judge:/).first()).toContainText(`judge: ${target},`);
      await expect(page.getByRole('status').filter({ hasText: 'WASM' })).toContainText('ms/step');
      await page.goto('about:blank');
    }
  });

  // If it broke: pause, step and restart would do nothing, or show no pictures.
  test('plays by itself, shows its pictures, and can be paused, stepped and restarted', async ({ page }) => {
    const letGo = await holdAt(page, 5);
    await page.goto('./?backend=wasm');
    for (const name of [
      'Guided x_t',
      'Unguided x_t',
      'Guided predicted x_0',
      'Unguided predicted x_0',
      'Nudge',
    ]) {
      await expect(page.getByRole('img', { name, exact: true })).toBeVisible();
    }
    await waitForState(page, (_, path) => path.steps.length === 5);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await letGo();
    await untilAnswered(page);
    expect(await stateOf(page, (_, path) => path.steps.length)).toBe(5);
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await waitForStepCount(page, 6);
    await untilAnswered(page);
    expect(await stateOf(page, (_, path) => path.steps.length)).toBe(6);
    await letGo(5);
    await restart(page);
    expect(await stateOf(page, (state) => state.run.status)).toBe('playing');
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await letGo();
    await waitForState(page, (_, path) => path.steps.length >= 6);
  });
});

// If it broke: a change of class in mid-run would come late, or not at all.
test('steering in mid-run changes the outcome, and is heard at the next step', async ({ page }) => {
  const letGo = await holdAt(page, 8);
  await page.goto('./?backend=wasm#/denoise?target=3&steps=40&seed=5');
  await waitForState(page, (_, path) => path.steps.length === 8);
  await page
    .getByRole('radiogroup', { name: 'Class' })
    .getByRole('radio', { name: '8', exact: true })
    .click();
  await page.getByRole('slider', { name: 'Guidance scale' }).press('ArrowRight');
  await letGo();
  await untilDone(page);
  const lanes = await stateOf(page, (_, path) => path.steps.map((step) => step.lanes[0]));
  expect(lanes.findIndex((lane) => lane !== undefined && classOf(lane.target) === 8)).toBe(8);
  expect(lanes.at(-1)?.guidanceScale).toBeGreaterThan(4);
  await expect(page.getByText(/^judge:/).first()).toContainText('judge: 8,');
});

// If it broke: on WASM a steer would wait for the end of the run.
test('a steer sent while WASM computes is heard at the next step', async ({ page }) => {
  const letGo = await holdAt(page, 3);
  await page.goto('./?backend=wasm#/denoise?target=3&steps=40&seed=5');
  await waitForState(page, (_, path) => path.steps.length === 3);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await letGo();
  await untilAnswered(page);
  // the worker looks at the clock when it begins a step, and hears nothing until the step is taken
  const [worker] = page.workers();
  await worker!.evaluate(() => {
    const begun = new BroadcastChannel('begun');
    const now = performance.now.bind(performance);
    performance.now = () => {
      begun.postMessage(null);
      return now();
    };
  });
  await page.evaluate(async () => {
    const { actions } = window.worlds!['images']!;
    const begun = new Promise((resolve) => {
      new BroadcastChannel('begun').addEventListener('message', resolve, { once: true });
    });
    actions.step();
    await begun;
    actions.setTarget({ kind: 'class', index: 9 });
    actions.step();
  });
  await waitForStepCount(page, 5);
  const targets = await stateOf(page, (_, path) => path.steps.map((step) => step.lanes[0]?.target));
  expect(targets).toEqual([3, 3, 3, 3, 9].map(classTarget));
});

// If it broke: a link would open another run than the one that was shared.
test('the address restores pack, target, scale, sampler, steps and seed; nonsense falls to its default', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#/denoise?target=2&scale=7.5&sampler=ddim&steps=20&seed=99');
  await expect(page.getByRole('radio', { name: '2', exact: true })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'DDIM' })).toBeChecked();
  await expect(page.getByRole('slider', { name: 'Guidance scale' })).toHaveValue('7.5');
  await expect(page.getByRole('slider', { name: 'Steps' })).toHaveValue('20');
  await expect(page.getByRole('textbox', { name: 'Seed' })).toHaveValue('99');
  await page.getByRole('radio', { name: '4', exact: true }).click();
  await expect(page).toHaveURL(/target=4&scale=7.5&sampler=ddim&steps=20&seed=99/);
  await page.goto('./?backend=wasm#/denoise?pack=../x&target=frog&scale=-1&sampler=euler&steps=1e9&seed=0.5');
  await expect(page.getByRole('radio', { name: '7', exact: true })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'DDPM' })).toBeChecked();
  await expect(page.getByRole('slider', { name: 'Steps' })).toHaveValue('100');
});

// If it broke: one seed would give two pictures, and no result could be repeated.
test('the same seed gives the same bits', async ({ page }) => {
  const finish = async () => {
    await untilDone(page);
    return await stateOf(page, (_, path) => Array.from(path.tip?.xt ?? []));
  };
  await page.goto('./?backend=wasm#/denoise?target=5&steps=10&seed=12');
  const first = await finish();
  await restart(page);
  expect(await finish()).toEqual(first);
});

// If it broke: the first visit would take longer on a slow line.
test('what the page needs to stand is at most 150 kB over the wire', async ({ request }) => {
  const bodyOf = async (path: string) => await (await request.get(path)).body();
  const page = await bodyOf('./');
  const parts = [...page.toString().matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, path]) => path!);
  expect(parts.length).toBeGreaterThanOrEqual(2); // a script and its styles, with all that they import
  const sizes = await Promise.all(
    [page, ...parts.map(bodyOf)].map(async (body) => gzipSync(await body).length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(150_000);
});

async function waitForStepCount(page: Page, n: number): Promise<void> {
  await expect.poll(() => stateOf(page, (_, path) => path.steps.length)).toBe(n);
}

/** Until another path has begun; its first steps may be over by then. */
async function restart(page: Page): Promise<void> {
  const idOf = () => stateOf(page, (_, path) => path.id);
  const before = await idOf();
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await expect.poll(idOf).not.toBe(before);
}
