// Objective: the bound of a picture, held to guided-diffusion's own code on the same network.

import { expectNoViolations } from './axe';
import reference from '../measures/digits-bound.json' with { type: 'json' };
import words from '../measures/word-losses.json' with { type: 'json' };
import type { WordsOwn } from '../../src/worlds/words/own';
import { expect, ofWorld, sharedLink, stateOf, test, waitForState } from './page';
import { serveTinyDenoiser } from './tiny-pack';

// If it broke: the bits on screen would not be those of the published bound.
test('every term of a picture’s bound comes, and their sum is guided-diffusion’s', async ({ page }) => {
  await page.goto(`./?backend=wasm#/objective?image=${reference.image}&noise=${reference.seed}&level=1`);
  const said = page.getByRole('region', { name: 'The bound', exact: true });
  await expect(said).toContainText('An estimate from');
  await waitForState(page, (_, __, { bound }) => bound.terms.size === 1000);
  const terms = await stateOf(page, (_, __, { bound }) =>
    [...bound.terms].map(([t, { bits }]) => [t, bits] as const),
  );
  const bits = new Map(terms);
  for (const [t, expected] of reference.terms) {
    // the networks' last bits differ between PyTorch and the browser
    expect(Math.abs(bits.get(t!)! - expected!)).toBeLessThan(1e-3 * expected! + 1e-7);
  }
  const total = terms.reduce((sum, [, each]) => sum + each, reference.prior);
  expect(Math.abs(total - reference.total)).toBeLessThan(1e-4);
  await expect(said).toContainText(reference.total.toFixed(3));
  await expect(said).toContainText('All 1000 values of t');
  await page.getByRole('radio', { name: 'Σ = β', exact: true }).check();
  await expect(said).toContainText('for Σ = β alone');
  await page.getByRole('radio', { name: 'log SNR' }).check();
  await expect(page.getByRole('img', { name: /^Bits per t: at t 1 / })).toBeVisible();
  await expectNoViolations(page, 'Objective');
});

// If it broke: a link would open other settings, or a plot be of no use to a keyboard.
test('a link restores picture, t and noise; a click into a plot and its arrow keys move t, and its values are a table', async ({
  page,
  context,
}) => {
  await serveTinyDenoiser(context);
  await page.goto('./?backend=wasm#/objective?image=33&level=250&noise=3&axis=snr');
  await expect(page.getByRole('radio', { name: 'log SNR' })).toBeChecked();
  await waitForState(page, (_, __, { bound }) => bound.pictures?.t === 250);
  await page.getByRole('img', { name: /^Bits up to t/ }).click({ position: { x: 60, y: 40 } });
  await waitForState(
    page,
    (_, __, { bound, settings }) => settings.t < 250 && bound.pictures?.t === settings.t,
  );
  const clicked = await stateOf(page, (_, __, { settings }) => settings.t);
  const plot = page.getByRole('application', { name: 'Bits up to t, plot' });
  await plot.focus();
  await plot.press('ArrowRight');
  await expect.poll(() => stateOf(page, (_, __, { settings }) => settings.t)).toBeGreaterThan(clicked);
  const t = await stateOf(page, (_, __, { settings }) => settings.t);
  await expect(plot.getByRole('status')).toContainText(`t = ${t}: bits `);
  await plot.press('Enter');
  const table = page.getByRole('dialog', { name: 'Bits up to t, all values' });
  await expect(table.getByRole('rowheader', { name: `t = ${t}`, exact: true })).toBeVisible();
  await expectNoViolations(page, 'a table of values');
  await page.keyboard.press('Escape');
  await expect(table).toHaveCount(0);
  await page.getByRole('radio', { name: 'Σ = β', exact: true }).check();
  await page.getByRole('radio', { name: 't', exact: true }).check();
  const link = await sharedLink(page);
  expect(link).toContain('variance=fixed_large');
  expect(link).not.toContain('axis=');
  await page.goto('about:blank');
  await page.goto(link);
  await waitForState(page, (_, __, { bound }) => bound.pictures !== null);
  expect(await stateOf(page, (_, __, { settings }) => settings)).toMatchObject({
    source: { kind: 'sheet', index: 33 },
    t,
    seed: 3,
  });
  await expect(page.getByRole('radio', { name: 'Σ = β', exact: true })).toBeChecked();
});

// If it broke: the band would not be of further draws, or the data not be saved.
test('further draws of the noise make a band, and all of it can be saved', async ({ page }) => {
  await page.goto('./?backend=wasm#/objective?image=33&level=250&noise=3&draws=4');
  await expect(page.getByRole('radio', { name: '4', exact: true })).toBeChecked();
  await waitForState(page, (_, __, { bound }) => (bound.more[0]?.size ?? 0) > 30);
  await expect(page.getByText('1 of 4 draws of the noise are complete.')).toBeVisible();
  const band = page
    .getByRole('img', { name: /^Bits per t/ })
    .locator('path[data-tone="model"]')
    .first();
  await expect(band).toHaveAttribute('d', /^M[\d. ]+(L[\d. ]+){50,}Z$/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await waitForState(page, (_, __, { bound }) => bound.status === 'idle' && bound.terms.size === 1000);
  await expect(page.getByRole('button', { name: 'Measure here' })).toBeEnabled();
  await page.getByRole('button', { name: 'Save' }).click();
  for (const [name, end] of [
    ['Table (CSV)', 'csv'],
    ['Data (JSON)', 'json'],
    ['Pictures (PNG)', 'png'],
  ] as const) {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: `${name}: Save file` }).click();
    expect((await saved).suggestedFilename()).toBe(`nudge-digits-bound.${end}`);
  }
});

// If it broke: a set, or three pictures that are compared, would not be measured together, or the foreign one not be found.
test('a set is chosen in the sheet and averaged; own, foreign and shuffled stand side by side', async ({
  page,
  context,
}) => {
  await serveTinyDenoiser(context);
  await page.goto('./?backend=wasm#/objective?compared=set&set=0-2&level=300');
  const said = page.getByRole('region', { name: 'The bound', exact: true });
  const set = said.getByRole('list', { name: 'Pictures of the set' }).getByRole('listitem');
  await expect(set).toHaveCount(3);
  await expect(said).toContainText('terms of 3 pictures; 95 % interval');
  await page.getByRole('checkbox', { name: '4, image 40' }).check();
  await expect(set).toHaveCount(4);
  await expect(set.last()).toContainText('≈'); // both ends of its t are known
  await expectNoViolations(page, 'a set of pictures');
  expect(await sharedLink(page)).toContain('compared=set&set=0-2_40');
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Foreign' }).check();
  const three = said.getByRole('list', { name: 'Pictures that are compared' }).getByRole('listitem');
  await expect(three).toHaveText([/^own≈/, /^foreign≈/, /^shuffled≈/]);
  await expect(said).toContainText('Estimates so far, from');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expectNoViolations(page, 'three pictures compared');
});

const sentences = ofWorld<WordsOwn>('words');

// If it broke: what is said of a sentence would not be what its denoiser was trained on, or a link say another one.
test('the losses of a sentence are training’s own, are asked for anew of another, and can be saved', async ({
  page,
}) => {
  const { seed, sentences: all } = words.cases[0]!;
  const { text, terms } = all[0]!;
  const [t, error, rounding] = terms.find(([at]) => at === 1000)!;
  const asked = `sentence=${encodeURIComponent(text)}&noise=${seed}&level=${t}`;
  await page.goto(`./?backend=wasm#/objective?of=words&${asked}`);
  const said = page.getByRole('region', { name: 'The losses', exact: true });
  await expect(said).toContainText(/An estimate from \d+ of 2000 values of t/);
  await expect(said).toContainText('Losses, and no bits');
  const found = await sentences.stateOf(page, (_, __, { losses }) => losses?.draws[0]?.get(1000) ?? null);
  expect(Math.abs(found!.error / error! - 1)).toBeLessThan(1e-3);
  expect(Math.abs(found!.rounding / rounding! - 1)).toBeLessThan(1e-3);
  const places = page.getByRole('list', { name: 'Words of the sentence' }).getByRole('listitem');
  await expect(places.nth(5)).toContainText('cheap');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('textbox', { name: 'Sentence' }).fill('The quux is a pub.');
  await page.getByRole('textbox', { name: 'Sentence' }).press('Enter');
  await expect(said).toContainText('“quux” is not among the 821 words that the model knows');
  await expectNoViolations(page, 'Objective of a sentence');
  const link = await sharedLink(page);
  expect(link).toContain('of=words');
  expect(link).toContain(`sentence=The+quux+is+a+pub.&level=${t}`);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Table (CSV): Save file' }).click();
  expect((await saved).suggestedFilename()).toBe('nudge-words-losses.csv');
});
