// Sweep: a small one runs to its end, its measures stand in the table, and each of its cells opens in Denoise as the very
// run that made it.

import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { decode } from 'fast-png';
import { expectNoViolations } from './axe';
import { expect, sharedLink, stateOf, test, untilDone, waitForState } from './page';
import { serveTinyPack } from './tiny-pack';

const SMALL = './?backend=wasm#/sweep?target=7&scales=0_8&seeds=2&seed=42&sampler=ddim&steps=10';

/** Workers that own networks and that the page has not ended: a debugger hears of an end later than the page. */
const workers = async (page: Page): Promise<number> =>
  await page.evaluate(() => (globalThis as unknown as { liveWorkers: ReadonlySet<Worker> }).liveWorkers.size);

test.beforeEach(async ({ context }) => {
  await context.addInitScript(() => {
    const live = new Set<Worker>();
    Object.assign(globalThis, { liveWorkers: live });
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (options?.name === 'nudge') live.add(this);
      }

      override terminate(): void {
        live.delete(this);
        super.terminate();
      }
    };
  });
});

/** Until it is over; why, where it did not come to its end. */
async function ended(page: Page): Promise<void> {
  await waitForState(
    page,
    (_, __, { sweep }) =>
      sweep !== undefined && (sweep.trouble !== null || (sweep.status === 'idle' && sweep.rows.size > 0)),
  );
  expect(await stateOf(page, (_, __, { sweep }) => sweep?.trouble)).toBeNull();
}

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
  await ended(page);
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

// If it broke: what came with a model of several guides would not be found, or not be told from what is measured here.
test('what came with a model is shown at once, or one link away', async ({ page }) => {
  await page.goto('./?backend=wasm#/sweep?pack=digits-conditional');
  const note = page.getByRole('region', { name: 'What is measured' });
  await expect(note).toContainText(
    'Precomputed of this model is 7, guided by Classifier-free, with DDIM in 50 steps.',
  );
  const table = page.getByRole('table', { name: 'Measures' });
  await expect(table.getByText('precomputed')).toHaveCount(0);
  await note.getByRole('link', { name: 'Show it' }).click();
  await expect(table.getByText('precomputed')).toHaveCount(6);
  await expect(page.getByRole('radio', { name: 'Classifier-free', exact: true })).toBeChecked();
  await expect(
    page.getByRole('link', { name: /^s = 2, seed 42, precomputed: judge reads 7/ }),
  ).toBeAttached();
  await expect(note.getByRole('link', { name: 'Show it' })).toHaveCount(0);
});

// If it broke: a sweep could not be stopped, or go on eating the battery after one has left.
test('it is paused, goes on, is cancelled, and leaving it frees its workers', async ({ page }) => {
  const own = Math.min(2, await page.evaluate(() => navigator.hardwareConcurrency));
  await page.goto(SMALL.replace('seeds=2', 'seeds=16'));
  await page.getByRole('button', { name: 'Measure here' }).click();
  await waitForState(page, (_, __, { sweep }) => (sweep?.batch?.taken ?? 0) > 0);
  await page.getByRole('button', { name: 'Pause' }).click();
  const bar = page.getByRole('progressbar', { name: 'Samples computed here' });
  await expect(bar).toHaveAttribute('aria-valuetext', /paused, about .* left/);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => workers(page)).toBe(1 + own);
  await waitForState(page, (_, __, { sweep }) => (sweep?.rows.size ?? 0) > 0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Measure here' })).toBeEnabled();
  await expect.poll(() => workers(page)).toBe(1);
  await page.getByRole('button', { name: 'Measure here' }).click();
  await expect.poll(() => workers(page)).toBe(1 + own);
  await page.getByRole('tab', { name: 'Denoise' }).click();
  await expect.poll(() => workers(page)).toBe(1);
  await untilDone(page);
});

// If it broke: a link would start hours of work without asking.
test('a link restores its settings, and a million samples are asked back about', async ({ page }) => {
  await page.goto(SMALL);
  await page.getByRole('textbox', { name: 'Scales' }).fill('0, 2, 5');
  await page.getByRole('radio', { name: 'Interval', exact: true }).check();
  const intervals = page.getByRole('textbox', { name: 'Intervals' });
  await intervals.fill('600-200');
  await expect(page.getByText(/^Two timesteps each, the lower first/)).toBeVisible();
  await intervals.fill('all, 0-300, 2-3');
  await intervals.press('Enter');
  await expect(page.getByText('None of the 10 steps lies in t = 2 to 3')).toBeVisible();
  await page.getByRole('textbox', { name: 'Seeds', exact: true }).fill('400000');
  await page.getByRole('textbox', { name: 'Seeds', exact: true }).press('Enter');
  await page.getByRole('radio', { name: '3', exact: true }).check();
  await waitForState(page, (_, __, { sweep }) => sweep?.settings.target !== null);
  await page.getByRole('button', { name: 'Measure here' }).click();
  await expect(page.getByRole('button', { name: 'Measure them all' })).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  expect(await workers(page)).toBe(1);
  const link = await sharedLink(page);
  await page.goto('about:blank');
  await page.goto(link);
  await waitForState(page, ({ model }, __, { sweep }) => model.backend !== null && sweep !== undefined);
  await expect(intervals).toHaveValue('all, 0-300, 2-3');
  await page.getByRole('radio', { name: 'Scale', exact: true }).check();
  await expect(page.getByRole('textbox', { name: 'Scales' })).toHaveValue('0, 2, 5');
  await expect(page.getByRole('textbox', { name: 'Seeds', exact: true })).toHaveValue('400000');
  await expect(page.getByRole('radio', { name: '3', exact: true })).toBeChecked();
});

/** A file that the Export dialog saves. */
async function exported(page: Page, kind: string): Promise<Buffer> {
  const saved = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: kind, exact: true }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(new RegExp(`^nudge-.*-sweep-.*\\.${kind.toLowerCase()}$`));
  return await readFile(await download.path());
}

test.describe('of a small model', () => {
  test.use({ faults: /status of 404/ }); // it has no list of its files

  test('intervals are measured, and kept as CSV, JSON, PNG and SVG', async ({ page, context }) => {
    await serveTinyPack(context);
    await page.goto(
      './?backend=wasm#/sweep?target=1&vary=interval&intervals=all_0-499&at=2&seeds=9&seed=1&steps=10',
    );
    await page.getByRole('button', { name: 'Measure here' }).click();
    await ended(page);
    await expect(page.getByRole('img', { name: /^Samples: 2 intervals, 9 seeds/ })).toBeVisible();
    await expect(page.getByRole('rowheader', { name: '0–499' })).toBeVisible();
    await page.getByRole('button', { name: 'Export' }).click();
    const lines = (await exported(page, 'CSV')).toString().split('\n');
    expect(lines.find((line) => line.startsWith('scale,from_t,to_t,origin,samples'))).toBeDefined();
    expect(lines.filter((line) => /^2,(,|0,499),here,9,/.test(line))).toHaveLength(2);
    const data = JSON.parse((await exported(page, 'JSON')).toString());
    expect(data).toMatchObject({ format: 'nudge-sweep', settings: { vary: 'interval', at: 2 } });
    expect(data.rows.map(({ interval }: { interval: unknown }) => interval)).toEqual([null, [0, 499]]);
    expect(data.rows[0].verdicts).toHaveLength(9);
    expect(decode(await exported(page, 'PNG')).width).toBeGreaterThan(9 * 8);
    expect((await exported(page, 'SVG')).toString()).toMatch(/^<svg [^>]*xmlns="http[^]*fill="rgb/);
    await page.keyboard.press('Escape');
    const cell = page.getByRole('link', { name: /^s = 2 in t = 0 to 499, seed 3\b/ });
    expect(await cell.getAttribute('href')).toMatch(/interval=0-499/);
  });
});

test('a model without judge or guide has its grid and distances, and says what is missing', async ({
  page,
  context,
}) => {
  await serveTinyPack(context);
  const folder = await mkdtemp(join(tmpdir(), 'bare-'));
  for (const part of ['model_index.json', 'scheduler', 'unet']) {
    await cp(resolve(import.meta.dirname, '../pack/tiny', part), join(folder, part), { recursive: true });
  }
  await page.goto('./?backend=wasm#/denoise?steps=10&target=1&seed=3');
  await untilDone(page);
  await page.getByRole('button', { name: 'Open model' }).click();
  await page.getByLabel('Choose a folder').setInputFiles(folder);
  await expect.poll(() => stateOf(page, ({ model }) => model.pack?.hasJudge)).toBe(false);
  await page.getByRole('tab', { name: 'Sweep' }).click();
  await expect(page.getByText('This model has no guide, so there is no s to vary')).toBeVisible();
  await expect(page.getByText(/^This model has no judge: .*distances in pixels/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Seeds', exact: true }).fill('1');
  await page.getByRole('textbox', { name: 'Seeds', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Measure here' }).click();
  await ended(page);
  const table = page.getByRole('table', { name: 'Measures' });
  await expect(table.getByRole('columnheader', { name: 'distance in pixels' })).toBeVisible();
  await expect(table.getByRole('cell', { name: '–', exact: true })).toBeVisible(); // of one there is none
  await page.getByRole('textbox', { name: 'Seeds', exact: true }).fill('5');
  await page.getByRole('textbox', { name: 'Seeds', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Measure here' }).click();
  await expect(table.getByRole('cell', { name: /^\d+\.\d/ })).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  expect((await exported(page, 'CSV')).toString()).toContain('distance_in_pixels');
  await rm(folder, { recursive: true });
});
