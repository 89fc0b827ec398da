// The header from a narrow phone to a wall: its views are tabs, and below 768 px a menu that says what it is; it takes two
// rows at most, and nothing of it sticks out.

import { goTo } from './go-to';
import { expect, test, untilDone, waitUntil } from './page';

// If it broke: the tabs would wrap over the page in a narrow window.
test('holds its views at every width, in two rows at most', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilDone(page);
  const menu = page.getByRole('combobox', { name: 'View', exact: true });
  const titles = await page.getByRole('tab').allTextContents();
  for (const width of [360, 390, 640, 767, 768, 1024, 1440, 3840]) {
    await page.setViewportSize({ width, height: width > 2000 ? 2160 : 800 });
    await waitUntil(page, (wanted) => innerWidth === wanted, width);
    const isMenu = width < 768;
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
