// Sweep: a small one runs to its end, its measures stand in the table, and each of its cells opens in Denoise as the very
// run that made it.

import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { expect, sharedLink, stateOf, test, untilDone, waitForState } from './page';

const SMALL = './?backend=wasm#/sweep?target=7&scales=0_8&seeds=2&seed=42&sampler=ddim&steps=10';

/** Those that own networks: WASM's threads are others. */
const workers = (page: Page): number =>
  page.workers().filter((worker) => !worker.url().startsWith('blob:')).length;

/** Pictures that were computed here, by scale and seed. */
const computed = (page: Page) =>
  stateOf(page, (_, __, { sweep }) =>
    [...(sweep?.rows ?? [])].flatMap(([key, row]) =>
      [...row].map(([seed, { x0 }]) => ({
        scale: Number(key.split(',').at(-1)!.slice(0, -1)),
        seed,
        x0: [...x0!],
      })),
    ),
  );

// If it broke: a cell would open another picture than the one it shows.
test('a sweep runs to its end, and a cell opens in Denoise with the same picture', async ({ page }) => {
  await page.goto(SMALL);
  await page.getByRole('button', { name: 'Measure here' }).click();
  await waitForState(page, (_, __, { sweep }) => sweep?.status === 'idle' && sweep.rows.size === 2);
  const bar = page.getByRole('progressbar', { name: 'Samples computed here' });
  await expect(bar).toHaveAttribute('aria-valuetext', /4 of 4 samples here, all computed/);
  const table = page.getByRole('table', { name: 'Measures' });
  await expect(table.getByRole('row')).toHaveCount(3 + (await table.locator('[data-real=true]').count()));
  await expect(page.getByRole('img', { name: /^Samples: 2 scales, 2 seeds/ })).toBeVisible();
  await expect.poll(() => workers(page)).toBe(1); // that of Denoise
  await expectNoViolations(page, 'Sweep');
  const samples = await computed(page);
  expect(samples).toHaveLength(4);
  const cell = page.getByRole('link', { name: /^s = 8, seed 43\b/ });
  await cell.focus();
  await cell.press('Enter');
  await expect(page.getByRole('tab', { name: 'Denoise' })).toHaveAttribute('aria-selected', 'true');
  await waitForState(
    page,
    ({ run }, { settings, steps }) => run.status === 'done' && settings.seed === 43 && steps.length === 10,
  );
  const { lane, x0 } = await stateOf(page, ({ history }, { steps }) => ({
    lane: steps[9]!.lanes[0],
    x0: Array.from(history.shown!.xPrev.subarray(0, 784)),
  }));
  expect(lane).toMatchObject({ guidanceScale: 8, seed: 43, target: { kind: 'class', index: 7 } });
  expect(x0).toEqual(samples.find(({ scale, seed }) => scale === 8 && seed === 43)!.x0);
});

// If it broke: a sweep could not be stopped, or go on eating the battery after one has left.
test('it is paused, goes on, is cancelled, and leaving it frees its worker', async ({ page }) => {
  await page.goto(SMALL.replace('seeds=2', 'seeds=16'));
  await page.getByRole('button', { name: 'Measure here' }).click();
  await waitForState(page, (_, __, { sweep }) => (sweep?.batch?.taken ?? 0) > 0);
  await page.getByRole('button', { name: 'Pause' }).click();
  const bar = page.getByRole('progressbar', { name: 'Samples computed here' });
  await expect(bar).toHaveAttribute('aria-valuetext', /paused, about .* left/);
  await page.getByRole('button', { name: 'Go on' }).click();
  await waitForState(page, (_, __, { sweep }) => (sweep?.rows.size ?? 0) > 0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Measure here' })).toBeEnabled();
  await expect.poll(() => workers(page)).toBe(1);
  await page.getByRole('button', { name: 'Measure here' }).click();
  await expect.poll(() => workers(page)).toBe(2);
  await page.getByRole('tab', { name: 'Denoise' }).click();
  await expect.poll(() => workers(page)).toBe(1);
  await untilDone(page);
});

// If it broke: a link would start hours of work without asking.
test('a link restores its settings, and a million samples are asked back about', async ({ page }) => {
  await page.goto(SMALL);
  await page.getByRole('textbox', { name: 'Scales' }).fill('0, 2, 5');
  await page.getByRole('textbox', { name: 'Seeds', exact: true }).fill('400000');
  await page.getByRole('textbox', { name: 'Seeds', exact: true }).press('Enter');
  await page.getByRole('radio', { name: '3', exact: true }).check();
  await waitForState(page, (_, __, { sweep }) => sweep?.settings.target !== null);
  await page.getByRole('button', { name: 'Measure here' }).click();
  await expect(page.getByRole('button', { name: 'Measure them all' })).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  expect(workers(page)).toBe(1);
  const link = await sharedLink(page);
  await page.goto('about:blank');
  await page.goto(link);
  await waitForState(page, ({ model }, __, { sweep }) => model.backend !== null && sweep !== undefined);
  await expect(page.getByRole('textbox', { name: 'Scales' })).toHaveValue('0, 2, 5');
  await expect(page.getByRole('textbox', { name: 'Seeds', exact: true })).toHaveValue('400000');
  await expect(page.getByRole('radio', { name: '3', exact: true })).toBeChecked();
});
