// For everyone: axe finds nothing while it runs, while a step is taken apart and while there is trouble, in light
// and dark, on a phone and on a laptop; a keyboard alone is enough; nothing sticks out of a narrow screen.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { expect, stateOf, test, untilDone, waitForState } from './page';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, one line a finding. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate<AxeResults>('window.axe.run(document)');
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 844 } });

      test('axe finds nothing', async ({ page }) => {
        await page.goto('./?backend=wasm');
        await waitForState(page, (_, path) => path.steps.length >= 3);
        expect(await violations(page)).toEqual([]);
        await page.getByRole('button', { name: 'Pause', exact: true }).click();
        await page.getByRole('button', { name: 'Take the step apart' }).click();
        await page.getByRole('img', { name: 'Guided x_t', exact: true }).click();
        await page.evaluate(() =>
          window.nudge?.store.setState({
            error: { code: 'network', message: 'unet/config.json: 500.', hint: 'Try again in a while.' },
          }),
        );
        await expect(page.getByRole('alert')).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.getByRole('button', { name: 'Dismiss' }).click();
        await page.getByRole('button', { name: 'Why Σg?' }).click();
        await expect(page.getByRole('dialog', { name: 'Why Σg?' })).toBeVisible();
        expect(await violations(page)).toEqual([]);
      });
    });
  }
}

for (const width of [320, 360, 820, 1280]) {
  test(`nothing sticks out at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    await page.goto('./?backend=wasm#/denoise?sampler=ddim');
    await waitForState(page, (_, path) => path.steps.length >= 1);
    const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await beyond()).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Take the step apart' }).click();
    expect(await beyond()).toBeLessThanOrEqual(0);
  });
}

test('a keyboard alone plays, steers, steps back and asks for the list of keys', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=20&scale=4');
  await waitForState(page, (_, path) => path.steps.length >= 2);
  await page.keyboard.press('Space');
  expect(await stateOf(page, (state) => state.run.status)).toBe('paused');
  await page.keyboard.press('3');
  await page.keyboard.press(']');
  expect(await stateOf(page, (state) => [state.settings.target, state.settings.guidanceScale])).toEqual([
    3, 4.5,
  ]);
  await page.keyboard.press('Space');
  await untilDone(page);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await stateOf(page, (state) => state.history.cursor)).toBe(18);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await stateOf(page, (state) => state.history.cursor)).toBeNull();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the timeline shows any kept step, and the same pixel is followed through it', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=20');
  await untilDone(page);
  const timeline = page.getByRole('slider', { name: 'Timestep' });
  await expect(timeline).toHaveAttribute('aria-valuetext', 'finished picture');
  await timeline.press('Home');
  await expect(timeline).toHaveAttribute('aria-valuetext', 't 999, step 1 of 20');
  await page.getByRole('button', { name: 'Take the step apart' }).click();
  await page.getByRole('spinbutton', { name: 'row' }).fill('14');
  await page.getByRole('spinbutton', { name: 'column' }).fill('9');
  await expect(page.getByRole('region', { name: 'The step taken apart' })).toContainText('pixel 14, 9');
  await page.getByRole('button', { name: 'Let go' }).click();
  await expect(page.getByRole('spinbutton', { name: 'row' })).toHaveValue('');
});
