// The header from a narrow phone to a wall: its views are tabs, and below 1024 px a menu that says what it is; it takes two
// rows at most, and nothing of it sticks out.

import type { Page } from '@playwright/test';
import { violations } from './axe';
import { goTo } from './go-to';
import { expect, ofWorld, stateOf, test, untilDone, waitForState, waitUntil } from './page';

// If it broke: the tabs would wrap over the page in a narrow window.
test('holds its views at every width, in two rows at most', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilDone(page);
  const menu = page.getByRole('combobox', { name: 'View', exact: true });
  const titles = await page.getByRole('tab').allTextContents();
  expect(titles[0]).toBe('Learn');
  for (const width of [360, 390, 640, 768, 1023, 1024, 1440, 3840]) {
    await page.setViewportSize({ width, height: width > 2000 ? 2160 : 800 });
    await waitUntil(page, (wanted) => innerWidth === wanted, width);
    const isMenu = width < 1024;
    await expect(menu).toBeVisible({ visible: isMenu });
    await expect(page.getByRole('tab')).toHaveCount(isMenu ? 0 : titles.length);
    if (isMenu) expect(await menu.getByRole('option').allTextContents()).toEqual(titles);
    const rows = await page.getByRole('banner').evaluate((header) => {
      const boxes = [...header.children].map((child) => child.getBoundingClientRect());
      const bands: { top: number; bottom: number }[] = [];
      for (const { top, bottom } of boxes.toSorted((a, b) => a.top - b.top)) {
        const last = bands.at(-1);
        if (last !== undefined && top < last.bottom - 1) last.bottom = Math.max(last.bottom, bottom);
        else if (bottom > top) bands.push({ top, bottom });
      }
      return bands.length;
    });
    expect.soft(rows, `rows at ${width} px`).toBeLessThanOrEqual(2);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(beyond, `${width} px`).toBeLessThanOrEqual(0);
  }
});

// If it broke: on a phone other views could not be reached.
test('the menu leads from view to view, by a keyboard too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilDone(page);
  await goTo(page, 'Noise');
  await expect(page.getByRole('slider', { name: 'Noise level' })).toBeVisible();
  const menu = page.getByRole('combobox', { name: 'View', exact: true });
  await expect(menu).toHaveValue('noise');
  await menu.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/#\/noise/);
});

// If it broke: the tab of the lessons would be none to a screen reader, or keep the view from coming back.
test('Learn is a tab: the list of lessons is its panel, and any other tab leads away from it', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilDone(page);
  const learn = page.getByRole('tab', { name: 'Learn', exact: true });
  const panel = page.getByRole('tabpanel', { name: 'Learn', exact: true });
  await page.getByRole('tab', { name: 'Denoise', exact: true }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('heading', { name: /short lessons$/ })).toBeVisible();
  await expect(learn).toBeFocused();
  await expect(page.getByRole('tab', { selected: true })).toHaveText(['Learn']);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Noise', exact: true }).click();
  await expect(page.getByRole('slider', { name: 'Noise level' })).toBeVisible();
  await expect(page.getByRole('tab', { selected: true })).toHaveText(['Noise']);
  await expect(page).not.toHaveURL(/lesson/);
  await page.goBack();
  await expect(panel).toBeVisible();
});

/** A finger drawn across the page from where something stands. */
async function swipe(
  page: Page,
  from: { readonly x: number; readonly y: number },
  by: number,
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const now = Date.now() / 1000;
  // a fifth of a second long, however busy the page is
  for (const [type, share] of [
    ['touchStart', 0],
    ['touchMove', 0.3],
    ['touchMove', 0.7],
    ['touchMove', 1],
    ['touchEnd', 1],
  ] as const) {
    await session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: from.x + share * by, y: from.y + 4 * share }],
      timestamp: now + 0.2 * share,
    });
  }
  await session.detach();
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a swipe leads to the view beside, but not one over what moves sideways itself', async ({ page }) => {
    await page.goto('./?backend=wasm#/words?steps=10&slots=food%3DItalian');
    await ofWorld('words').untilDone(page);
    const menu = page.getByRole('combobox', { name: 'View', exact: true });
    const board = async (name: RegExp) => {
      const { x, y } = (await page.getByRole('img', { name }).first().boundingBox())!;
      return { x: x + 120, y: y + 30 };
    };
    // the row of what can be asked for scrolls, a slider slides, the cloud is looked about in: they keep the stroke
    for (const kept of [
      page.getByRole('img', { name: /^Word cloud/ }),
      page.getByRole('radiogroup', { name: 'Food' }),
      page.getByRole('slider', { name: 'Guidance scale' }).locator('xpath=../..'),
    ]) {
      await kept.evaluate((element) => element.scrollIntoView({ block: 'center' })); // the transport lies over the foot
      const box = (await kept.boundingBox())!;
      await swipe(page, { x: box.x + box.width - 40, y: box.y + box.height / 2 }, -150);
      await expect(menu).toHaveValue('words');
    }
    await page.evaluate(() => scrollTo(0, 0));
    const middle = await board(/^Sentence, guided/);
    await swipe(page, { x: 200, y: middle.y }, -40); // too short
    await expect(menu).toHaveValue('words');
    await swipe(page, { x: 300, y: middle.y }, -180);
    await expect(menu).toHaveValue('noise');
    await expect(page.getByRole('slider', { name: 'Noise level' })).toBeVisible();
    await goTo(page, 'Words');
    await expect(page.getByRole('img', { name: /^Sentence, guided/ })).toBeVisible();
    await swipe(page, { x: 100, y: middle.y }, 180);
    await expect(menu).toHaveValue('denoise');
    await expect(page.getByRole('img', { name: 'Guided x_t', exact: true })).toBeVisible();
  });
});

// If it broke: an offer in the header would push the page about, or leave a keyboard in the middle of nowhere.
test('where WASM is much faster it is offered in the header, and the answer is taken by keyboard', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('./#/denoise?steps=10');
  await untilDone(page);
  const header = page.getByRole('banner');
  const heightOf = async (): Promise<number> => (await header.boundingBox())?.height ?? 0;
  const before = await heightOf();
  // as if it had run on a slow WebGPU
  await page.evaluate(`window.worlds.images.store.setState(({ model, run }) => ({
    model: { ...model, backend: { name: 'webgpu', device: 'a slow one', reason: '' } },
    run: { ...run, millisecondsPerStep: 1e6 },
  }))`);
  await expect(header.getByText(/^WASM is \d+\.\d times faster here:$/)).toBeVisible();
  expect(await heightOf()).toBeLessThan(before + 4); // no third row
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await header.getByRole('button', { name: 'Keep WebGPU' }).focus();
  await page.keyboard.press('Enter');
  await expect(header.getByText('times faster here')).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Denoise' })).toBeFocused();
});

// If it broke: who takes the offer would lose the run, or be asked again.
test('the offer of WASM, taken, keeps what is on screen and is not made again', async ({ page }) => {
  await page.goto('./#/denoise?steps=10&seed=77&target=4');
  await untilDone(page);
  await page.evaluate(`window.worlds.images.store.setState(({ model, run }) => ({
    model: { ...model, backend: { name: 'webgpu', device: 'a slow one', reason: '' } },
    run: { ...run, millisecondsPerStep: 1e6 },
  }))`);
  const offer = page.getByRole('button', { name: 'Use it' });
  const answer = page.getByRole('button', { name: 'Keep WebGPU' });
  // side by side: the header has no room for a line more
  const topOf = async (button: typeof offer) => (await button.boundingBox())?.y;
  await expect(offer).toBeVisible();
  expect(await topOf(answer)).toBe(await topOf(offer));
  await offer.click();
  await page.waitForURL(/\?backend=wasm#/);
  await waitForState(page, ({ run }, path) => run.status === 'done' && path.settings.seed === 77);
  expect(await stateOf(page, ({ model }) => [model.choice, model.backend?.name])).toEqual(['wasm', 'wasm']);
  expect(await page.evaluate(() => localStorage.getItem('nudge-wasm-offer'))).toBe('answered');
});
