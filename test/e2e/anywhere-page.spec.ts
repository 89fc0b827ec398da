// What translators, people and systems do to the page: it is never blank, and what it says stays true.

import type { Page } from '@playwright/test';
import { boxFaults } from './boxes';
import { expect, ofWorld, stateOf, test, untilDone, waitForState, waitUntil } from './page';
import { HANG_MS } from '../hang';
import { goTo } from './go-to';
import { textsOf, translate } from './translator';

const VIEWS = ['Denoise', 'Words', 'Noise', 'Plane', 'Objective'];

/** Nothing is blank, and no text is older than what React says of it. */
async function expectTrueTexts(page: Page): Promise<void> {
  // a part that has just come is translated a moment later
  await expect(async () => {
    const { texts, translated, stale } = await textsOf(page);
    expect(stale).toEqual([]);
    expect(translated).toBeGreaterThan(20);
    expect(texts).toBeGreaterThan(translated); // numbers and symbols are left
  }).toPass({ timeout: HANG_MS });
}

async function expectDialogTrue(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('«');
  await expectTrueTexts(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
}

// If it broke: a browser’s translation would crash the page or freeze its numbers.
test('a translator may replace every text of every view and dialog, and of a whole run', async ({ page }) => {
  await translate(page);
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilDone(page);
  await expectTrueTexts(page);
  for (const button of [
    /^«Share/,
    /^«Save/,
    'Keyboard shortcuts',
    /Open model/,
    /Symbol «?g»?$/,
    'About steps',
  ]) {
    await expectDialogTrue(page, button);
  }
  await page.getByRole('button', { name: 'Take the step apart' }).click();
  await page.getByRole('spinbutton', { name: 'row' }).fill('14');
  for (let i = 0; i < 3; i++) await page.getByRole('button', { name: 'Step back' }).click();
  await page.getByRole('radio', { name: 'DDIM' }).click();
  await untilDone(page);
  await expectTrueTexts(page);
  await page.getByRole('tab', { name: '«Noise»' }).click();
  const level = page.getByRole('slider', { name: 'Noise level' });
  await expect(level).toBeVisible();
  await expectTrueTexts(page);
  for (let i = 0; i < 5; i++) await level.press('ArrowRight');
  await page.getByRole('radio', { name: 'Cosine' }).check();
  await expectTrueTexts(page);
  await page.getByRole('tab', { name: '«Plane»' }).click();
  await ofWorld('plane').waitForState(page, (_, path) => path.steps.length >= 3);
  await page.getByRole('radio', { name: 'Rings' }).click();
  await expectTrueTexts(page);
  await page.getByRole('button', { name: 'Draw or import your own' }).click();
  await expect(page.getByRole('button', { name: /Use these/ })).toBeDisabled();
  await expectTrueTexts(page);
  await page.getByRole('tab', { name: '«Words»' }).click();
  await ofWorld('words').waitForState(page, (_, path) => path.steps.length >= 3);
  await expectTrueTexts(page);
  await page.getByRole('tab', { name: '«Objective»' }).click();
  await waitForState(page, (_, __, { bound }) => bound.terms.size > 3);
  await expectTrueTexts(page);
  await page.getByRole('tab', { name: '«Denoise»' }).click();
  await waitForState(page, (state) => state.run.status === 'done');
  await expectTrueTexts(page);
});

/** Drops files on the page, as a person does; with `text`, an address or a text. */
async function drop(
  page: Page,
  files: Readonly<Record<string, string>>,
  texts: Readonly<Record<string, string>> = {},
) {
  return await page.evaluate(
    ([named, data]) => {
      const dataTransfer = new DataTransfer();
      for (const [name, text] of Object.entries(named)) {
        const type = name.endsWith('.svg') ? 'image/svg+xml' : name.endsWith('.csv') ? 'text/csv' : '';
        dataTransfer.items.add(new File([text], name, { type }));
      }
      for (const [type, text] of Object.entries(data)) dataTransfer.setData(type, text);
      const init = { dataTransfer, bubbles: true, cancelable: true };
      const over = new DragEvent('dragover', init);
      const drops = new DragEvent('drop', init);
      document.body.dispatchEvent(over);
      document.body.dispatchEvent(drops);
      return over.defaultPrevented && drops.defaultPrevented;
    },
    [files, texts] as const,
  );
}

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><circle cx="45" cy="30" r="20"/></svg>';

// If it broke: a dropped file would open in place of the page, and the run be lost.
test('every view takes what is dropped, or says who would; and no drop leads away', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilDone(page);
  const notice = page.getByRole('status');
  expect(await drop(page, { 'cat.svg': SVG })).toBe(true);
  await expect(notice.getByText('“cat.svg” is a picture, which Noise takes')).toBeVisible();
  expect(await drop(page, {}, { 'text/uri-list': 'https://nudge.example/cat.png' })).toBe(true);
  await expect(notice.getByText('What was dropped is an address and no file')).toBeVisible();
  await page.getByRole('tab', { name: 'Plane' }).click();
  await expect(page.getByRole('img', { name: 'Particles' })).toBeVisible();
  expect(await drop(page, { 'cat.svg': SVG })).toBe(true);
  await expect(notice.getByText('which Noise takes; Plane takes points (.csv)')).toBeVisible();
  expect(await drop(page, { 'moons.csv': 'x,y,label\n0,0,a\n1,1,a\n0,1,b\n1,0,b\n' })).toBe(true);
  await expect(page.getByText('4 points are read')).toBeVisible();
  await page.getByRole('tab', { name: 'Noise', exact: true }).click();
  await expect(page.getByRole('slider', { name: 'Noise level' })).toBeVisible();
  expect(await drop(page, { 'moons.csv': 'x,y' })).toBe(true);
  await expect(notice.getByText('“moons.csv” is points (.csv), which Plane takes')).toBeVisible();
  expect(await drop(page, { 'cat.svg': SVG, 'dog.svg': SVG })).toBe(true);
  await expect(page.getByText('“cat.svg” was cropped')).toBeVisible();
  await expect(notice.getByText('Of the pictures, “cat.svg” is shown.')).toBeVisible();
  expect(await drop(page, { 'digits.zip': '' })).toBe(true);
  await expect(page.getByRole('tab', { name: 'Denoise' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('alert')).toContainText('The archive: expected');
});

test.describe('what cannot be drawn', () => {
  test.use({ faults: /./ }); // React says what it could not draw

  // If it broke: one faulty part would take the whole page and its run with it.
  test('leaves the rest, the state and the address, and is drawn again', async ({ page }) => {
    await page.goto('./?backend=wasm#/denoise?steps=10&seed=17');
    await untilDone(page);
    // something that no view can draw: a model that says nothing of itself
    await page.evaluate(`
      const { store } = window.worlds.images;
      const { model } = store.getState();
      window.heal = () => store.setState({ model });
      store.setState({ model: { ...model, pack: {} } });
    `);
    const trouble = page.getByRole('alert').filter({ hasText: 'could not be drawn' });
    await expect(trouble.first()).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue(/#\/denoise.*seed=17/);
    await page.evaluate('heal()');
    await page.getByRole('button', { name: 'Draw again' }).click();
    await expect(trouble).toHaveCount(0);
    await expect(page.getByRole('img', { name: 'Guided x_t', exact: true })).toBeVisible();
    expect(await stateOf(page, (state, path) => [state.run.status, path.steps.length])).toEqual(['done', 10]);
  });
});

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

test.describe('from the dark theme', () => {
  test.use({ colorScheme: 'dark' });

  // If it broke: a print would be cut, black, or without the link that leads back.
  test('every view goes to paper in one page, on white, with its address; marks keep their colours', async ({
    page,
  }) => {
    await page.goto('./?backend=wasm#/denoise?steps=10');
    await untilDone(page);
    const marksNow = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('main i')].map((mark) => {
          const { backgroundColor, backgroundImage } = getComputedStyle(mark);
          return [backgroundColor, backgroundImage];
        }),
      );
    const groundNow = () =>
      page.getByRole('img', { name: 'Particles' }).evaluate((found) => {
        const canvas = found instanceof HTMLCanvasElement ? found : found.querySelector('canvas');
        const { data } = canvas!.getContext('2d')!.getImageData(0, 0, canvas!.width, canvas!.height);
        const red = data.filter((_, i) => i % 4 === 0).toSorted();
        return red[Math.floor(red.length / 2)];
      });
    for (const name of VIEWS) {
      await page.getByRole('tab', { name, exact: true }).click();
      await expect(page.getByRole('tabpanel').locator('section').first()).toBeVisible();
      await waitUntil(page, () => location.hash.includes('seed='));
      // again where some have come meanwhile
      await expect(async () => {
        await page.emulateMedia({ forcedColors: 'none' });
        const marks = await marksNow();
        await page.emulateMedia({ forcedColors: 'active' });
        expect(await marksNow()).toEqual(marks);
      }).toPass({ timeout: HANG_MS });
      await page.emulateMedia({ forcedColors: 'none', media: 'print' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
      await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
      const said = await page.evaluate(() => getComputedStyle(document.body, '::after').content);
      expect(said).toContain(new URL(page.url()).hash.split('?')[0]);
      await expect(page.getByRole('region', { name: 'Controls' })).toBeHidden();
      if (name === 'Plane') await expect.poll(groundNow).toBeGreaterThan(240);
      expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(1);
      await page.emulateMedia({ media: 'screen' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    }
  });
});

// If it broke: who reads large letters would find text cut and controls on one another.
test('letters of 24 px break the layout as zoom does, and nothing sticks out; nor from right to left', async ({
  page,
}) => {
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const session = await page.context().newCDPSession(page);
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilDone(page);
  const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  const overlaps: string[] = [];
  // no overlap and nothing cut; how large the letters are is the reader's business here, and what is in sight
  const rules = { text: 12, plotText: 12, inSight: [], required: [], target: 0, mainTarget: 0 };
  for (const standard of [24, 32]) {
    await session.send('Page.setFontSizes', { fontSizes: { standard } });
    await expect(page.locator('html')).not.toHaveCSS('font-size', size);
    expect(await page.evaluate(() => matchMedia('(max-width: 68.6875em)').matches)).toBe(true);
    for (const name of VIEWS) {
      await goTo(page, name);
      await expect(page.getByRole('tabpanel').locator('section').first()).toBeVisible();
      await waitUntil(page, () => document.querySelector('[role=tabpanel] [aria-busy=true]') === null);
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      expect.soft([name, standard, await beyond()]).toEqual([name, standard, 0]);
      const faults = await page.evaluate(boxFaults, rules);
      overlaps.push(...faults.map((fault) => `${name} with letters of ${standard} px: ${fault}`));
    }
  }
  expect(overlaps).toEqual([]);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 16 } });
  await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  for (const name of VIEWS) {
    await page.getByRole('tab', { name, exact: true }).click();
    await expect(page.getByRole('tabpanel').locator('section').first()).toBeVisible();
    expect.soft([name, await beyond()]).toEqual([name, 0]);
  }
});

// If it broke: the card of what loads would cover the sentence that is shown meanwhile.
test('with letters of 24 and 32 px the card of what loads lies on no recorded sentence', async ({
  page,
  context,
}) => {
  let come: () => void = () => {};
  const waits = new Promise<void>((resolve) => (come = resolve));
  await context.route('**/models/words/**/*.safetensors', async (route) => {
    await waits;
    await route.fallback();
  });
  const session = await context.newCDPSession(page);
  await page.goto('./?backend=wasm#/words');
  // it stays where what is held is given up
  await expect(page.locator('[data-recorded=true]')).toBeVisible();
  const rules = { text: 12, plotText: 12, inSight: [], required: [], target: 0, mainTarget: 0 };
  const overlaps: string[] = [];
  for (const standard of [24, 32]) {
    const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
    await session.send('Page.setFontSizes', { fontSizes: { standard } });
    await expect(page.locator('html')).not.toHaveCSS('font-size', size);
    await expect(page.getByRole('img', { name: /^Sentence, guided: \w/ })).toBeVisible();
    const faults = await page.evaluate(boxFaults, rules);
    overlaps.push(...faults.map((fault) => `letters of ${standard} px: ${fault}`));
  }
  expect(overlaps).toEqual([]);
  come();
});
