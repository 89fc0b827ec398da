// Presenting: slides in large type that show what their page needs alone, the lecturer's keys, and the speaker's window.

import type { Page } from '@playwright/test';
import { paleTexts } from './axe';
import { boxFaults } from './boxes';
import { expect, stateOf, test } from './page';

const heading = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Lesson', exact: true }).getByRole('heading', { name });

async function restsAt(page: Page, t: number): Promise<void> {
  await expect
    .poll(() =>
      stateOf(
        page,
        (state, path) =>
          state.run.status !== 'playing' && path.replay === null && (state.history.shown?.transition.t ?? -1),
      ).catch(() => null),
    )
    .toBe(t);
}

/** What is wrong with a slide at 1920 × 1080: boxes, type under 24 px, formulas under 40 px, contrast under 7 to 1. */
async function faultsOf(page: Page, pale = false): Promise<string[]> {
  const boxes = await page.evaluate(boxFaults, {
    text: 24,
    plotText: 24,
    inSight: ['pictures', 'transport'],
    required: ['pictures', 'transport', 'lesson'],
    target: 0,
    mainTarget: 0,
  });
  const formulas = await page.evaluate(() =>
    [...document.querySelectorAll('[data-region=lesson] math:has(> mo)')]
      .map((formula) => parseFloat(getComputedStyle(formula).fontSize))
      .filter((size) => size < 39.9)
      .map((size) => `formula of ${size} px`),
  );
  return [...boxes, ...formulas, ...(pale ? await paleTexts(page) : [])];
}

test.use({ viewport: { width: 1920, height: 1080 } });

test('a slide shows its page alone, in large type, and turns by the lecturer’s keys', async ({ page }) => {
  await page.goto('./?backend=wasm&present&lesson=4.1');
  await expect(heading(page, 'One noise, two ends')).toBeVisible();
  await restsAt(page, 999);
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Controls' })).toBeHidden();
  await expect(page.locator('[data-region=nudge]')).toBeVisible();
  await expect(page.locator('[data-region=belief]')).toBeHidden();
  expect(await faultsOf(page, true)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await paleTexts(page)).toEqual([]);

  await page.keyboard.press('PageDown');
  await expect(heading(page, 'When it is decided')).toBeFocused();
  await expect(page).toHaveURL(/lesson=4\.2.*present|present.*lesson=4\.2/);
  await restsAt(page, 999);
  await expect(page.locator('[data-region=belief]')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(heading(page, 'What s does in one step')).toBeFocused();
  await restsAt(page, 599);
  await expect(page.locator('div[data-region=scale]')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('PageUp');
  await expect(heading(page, 'When it is decided')).toBeFocused();
  await restsAt(page, 999);

  await page.keyboard.press('Space'); // the run's, as ever
  await expect.poll(() => stateOf(page, (_, path) => path.steps.length > 1)).toBe(true);
  await page.keyboard.press('b');
  const black = page.getByRole('button', { name: 'Show the slide again' });
  await expect(black).toBeVisible();
  await page.keyboard.press('b');
  await expect(black).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(page.getByRole('region', { name: 'Notes' })).toContainText('Common wrong idea');
  await expect(page.getByRole('region', { name: 'Notes' })).toContainText('Next: What s does in one step');

  // a prediction's own keys come first
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio').nth(1)).toBeChecked();
  await expect(heading(page, 'When it is decided')).toBeVisible();

  const [speaker] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('button', { name: 'Second window' }).click(),
  ]);
  await expect(speaker.getByRole('heading', { name: 'When it is decided' })).toBeVisible();
  await expect(speaker.getByText('Next: What s does in one step')).toBeVisible();
  await expect(speaker.getByRole('timer')).toHaveText(/^\d+:\d\d$/);
  await speaker.keyboard.press('PageDown');
  await expect(speaker.getByRole('heading', { name: 'What s does in one step' })).toBeVisible();
  await expect(heading(page, 'What s does in one step')).toBeVisible();
  await speaker.close();

  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('banner')).toBeVisible();
  await expect(page).not.toHaveURL(/present/);
  await expect(heading(page, 'What s does in one step')).toBeVisible();
  await page.locator('body').press('p');
  await expect(page.getByRole('banner')).toBeHidden();
});

test('a link that presents and names no page begins with the first one, and other views give room too', async ({
  page,
}) => {
  await page.goto('./?backend=wasm&present=short');
  await expect(heading(page, 'How much noise until nothing is left?')).toBeVisible();
  await expect(page.locator('[data-region=over-t]')).toBeVisible();
  await expect(page.locator('[data-region=pictures] canvas').first()).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('PageDown'); // a short lecture passes over 1.2 and 1.3
  await expect(heading(page, 'One guess from far away')).toBeFocused();
  await expect(page).toHaveURL(/present=short/);
  await page.goto('./?backend=wasm&present&lesson=5.1');
  await expect(heading(page, 'A classifier that has never seen noise')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});

// Of each kind of picture one, with what it takes in beside it: a part below the pair, a part as a third picture, curves,
// and plots in place of pictures.
const SLIDES = ['1.1', '1.3', '3.1', '4.1', '4.3', '5.3', '5.4', '6.2', '6.4', '8.1', '8.2'];

// If it broke: a slide would end below the window, where the room does not see it.
test('a slide fits its window, whatever it shows', async ({ page }) => {
  for (const place of SLIDES) {
    await page.goto(`./?backend=wasm&present&lesson=${place}`);
    await expect(
      page.getByRole('region', { name: 'Lesson', exact: true }).getByRole('radio'),
    ).not.toHaveCount(0);
    // whichever world the page puts on screen: no other is opened
    await page.waitForFunction(() =>
      Object.values(window.worlds ?? {}).some(({ store }) => store.getState().model.backend !== null),
    );
    for (const size of [
      { width: 1920, height: 1080 },
      { width: 1280, height: 720 },
    ]) {
      await page.setViewportSize(size);
      const beyond = await page.evaluate(async () => {
        for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
        const shown = [...document.querySelectorAll('main [data-shown]')].map((each) =>
          Math.round(each.getBoundingClientRect().bottom - innerHeight),
        );
        const cut = [...document.querySelectorAll('[data-region=lesson], [data-region=lesson] *')].map(
          (each) =>
            getComputedStyle(each).overflowY === 'visible'
              ? 0
              : each.scrollHeight - each.clientHeight - parseFloat(getComputedStyle(each).paddingBottom),
        );
        return Math.max(document.documentElement.scrollHeight - innerHeight, ...shown, ...cut);
      });
      expect(beyond, `${place} at ${size.width} × ${size.height}`).toBeLessThanOrEqual(1);
    }
  }
});
