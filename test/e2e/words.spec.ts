// Words in a real browser: a sentence forms beside its twin, what is asked for steers it, the rules judge, and everybody
// can use it. Few steps: what it says matters little here.

import type { Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { smallWords } from '../pack/small-words';
import { tinyPack } from '../pack/tiny-pack';
import { violations } from './axe';
import { goTo } from './go-to';
import { expect, ofWorld, test, untilDone as untilPicture } from './page';

const { stateOf, untilDone, waitForState } = ofWorld('words');
const START = './?backend=wasm#/words?steps=10&seed=3&slots=food%3DItalian';

const tokens = (page: Parameters<typeof stateOf>[0]) => stateOf(page, (_, path) => [...(path.tip?.xt ?? [])]);

test('a sentence forms, is judged by the rules, and is steered', async ({ page }) => {
  await page.goto(START);
  await untilDone(page);
  await expect(page.getByRole('tab', { name: 'Words' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('img', { name: /^Sentence, guided: \w/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Sentence, not guided: \w/ })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Word cloud' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Verdict' })).toContainText('Food: Italian');
  await page.getByRole('button', { name: 'Take the step apart' }).click();
  await page.getByRole('slider', { name: 'Timestep' }).press('ArrowLeft');
  await page.getByRole('slider', { name: 'Timestep' }).press('ArrowLeft');
  await expect(page.getByRole('table', { name: 'The step taken apart' })).toContainText('update 3');
  expect(await violations(page)).toEqual([]);

  const place = page.getByTitle(/^place 1:/).first();
  const word = await place.innerText();
  await place.click();
  await expect(page.getByText(`Place 1: ${word} `)).toBeVisible();
  await expect(page.getByRole('button', { name: `Fix “${word}” here` })).toBeVisible();

  await page.getByRole('textbox', { name: 'Fill in' }).fill('The Olvie');
  await expect(page.getByRole('alert')).toContainText('did you mean Olive');
  await page.getByRole('textbox', { name: 'Fill in' }).fill('');
  await page.getByRole('textbox', { name: 'Length' }).fill('9');
  await page.getByRole('textbox', { name: 'Length' }).press('Enter');
  await waitForState(page, (state, path) => path.branchedAt !== null && state.run.status === 'paused');
  await page.getByRole('radiogroup', { name: 'Rule' }).getByRole('radio', { name: 'Algorithm 1' }).click();
  await waitForState(page, (_, path) => path.settings.way?.rule === 'mean-shift');
  await page.getByRole('switch', { name: 'Clamp to words' }).uncheck();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await untilDone(page);
  expect(
    await stateOf(page, (_, path) => path.steps.map(({ rule, clamp }) => `${rule.kind} ${clamp}`)),
  ).toEqual(Array(10).fill('mean-shift false'));
  await expect(page).toHaveURL(/length=9.*rule=algorithm-1.*clamp=0/);
});

test('a link restores the sentence', async ({ page }) => {
  await page.goto(START);
  await untilDone(page);
  const first = await tokens(page);
  await page.goto('about:blank');
  await page.goto(START);
  await untilDone(page);
  expect(await tokens(page)).toEqual(first);
});

/** Drops an archive on the page. */
async function dropZip(page: Page, name: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const zip = Buffer.from(zipSync(Object.fromEntries(files), { level: 0 })).toString('base64');
  await page.evaluate(
    ([bytes, called]) => {
      const dataTransfer = new DataTransfer();
      const data = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([data], called, { type: 'application/zip' }));
      const event = { dataTransfer, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new DragEvent('drop', event));
    },
    [zip, name] as const,
  );
}

const packNow = (page: Page) => stateOf(page, ({ model }) => model.pack?.id ?? null).catch(() => null);
const picturesNow = (page: Page) =>
  page.evaluate(() => window.worlds?.['images']?.store.getState().model.pack?.id ?? null);

test('a model goes to the view that shows what it makes, wherever it is dropped', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilPicture(page);
  for (const [from, name] of [
    ['Denoise', 'one'],
    ['Noise', 'two'],
    ['Plane', 'three'],
  ] as const) {
    await goTo(page, from);
    await expect(page.getByRole('tab', { name: from, exact: true })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('tabpanel', { name: from }).getByRole('region').first()).toBeVisible();
    await dropZip(page, `${name}.zip`, smallWords());
    await expect.poll(() => packNow(page)).toBe(name);
    await expect(page.getByRole('tab', { name: 'Words' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByRole('img', { name: 'Word cloud' })).toHaveCount(0); // it has no plane
    expect(await picturesNow(page)).toBe('digits');
  }
  await dropZip(page, 'four.zip', tinyPack());
  await expect.poll(() => picturesNow(page)).toBe('four');
  await expect(page.getByRole('tab', { name: 'Denoise' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('what is being dragged over it is told what may be dropped', async ({ page }) => {
  await page.goto(START);
  await untilDone(page);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([''], 'a.zip'));
    document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText(/^Drop a model/)).toBeVisible();
  await page.evaluate(() => document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true })));
  await expect(page.getByText(/^Drop a model/)).toHaveCount(0);
});

test('all seeds stand as one sentence each, and what repeats is marked and told', async ({ page }) => {
  await page.goto(`${START}&lanes=seeds6`);
  await untilDone(page);
  await expect(page.getByRole('list', { name: 'All sentences' }).getByRole('button')).toHaveCount(6);
  await page.getByRole('button', { name: /^seed 5/ }).click();
  await expect(page.getByRole('button', { name: /^seed 5/ })).toHaveAttribute('aria-pressed', 'true');
  const twice = await page.locator('[data-twice=true]').allTextContents();
  const legend = page.getByRole('list', { name: 'Marks on the sentences' });
  await expect(legend.getByText('said twice at once')).toHaveCount(twice.length > 0 ? 1 : 0);
  await expect(page.getByRole('button', { name: 'Copy', exact: true })).toHaveCount(1);
  expect(await violations(page)).toEqual([]);
});

test('its step is said as an algorithm, with a note, and belief in every slot over t', async ({ page }) => {
  await page.goto(START);
  await untilDone(page);
  const algorithm = page.getByRole('region', { name: 'K updates' });
  await expect(algorithm).toContainText('none in the last steps');
  await page.getByRole('slider', { name: 'Timestep' }).press('Home');
  await expect(algorithm).toContainText('K = 3');
  await expect(page.getByRole('region', { name: 'What this step shows' })).toContainText('Pure noise');
  await algorithm.getByRole('button', { name: 'why clamp?' }).click();
  await expect(page.getByRole('dialog', { name: 'why clamp?' })).toContainText(
    '“Clamp to words” turns it off',
  );
  await page.keyboard.press('Escape');
  await expect(
    page.getByRole('img', { name: /^Belief of the noisy classifier in each value of Food/ }),
  ).toBeVisible();
  await page.getByRole('combobox', { name: 'Slot of the belief over t' }).selectOption('Price');
  await expect(page.getByRole('img', { name: /in each value of Price/ })).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Place' }).fill('2');
  await expect(page.getByText(/^Place 2: /)).toBeVisible();
  await expect(page.getByRole('group', { name: 'Try' }).getByRole('button')).toHaveCount(4);
});

test('goes to paper in one page, and its marks keep their colours', async ({ page }) => {
  await page.goto(START);
  await untilDone(page);
  const marksNow = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('main i')].map((mark) => getComputedStyle(mark).backgroundColor),
    );
  // the view may be drawn a moment after the run is done
  await expect.poll(async () => (await marksNow()).length).toBeGreaterThan(5);
  const marks = await marksNow();
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await marksNow()).toEqual(marks);
  await page.emulateMedia({ forcedColors: 'none', media: 'print' });
  const board = page.getByRole('img', { name: /^Sentence, guided/ });
  const other = page.getByRole('img', { name: /^Sentence, not guided/ });
  const [above, below] = [await board.boundingBox(), await other.boundingBox()];
  expect(above!.height).toBeGreaterThan(10);
  expect(below!.y).toBeGreaterThanOrEqual(above!.y + above!.height);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
