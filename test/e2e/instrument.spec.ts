// The instrument: grids of lanes, branches with their ghost, going backwards, and a person's own model.

import { resolve } from 'node:path';
import { expect, stateOf, test, untilDone, waitForState } from './page';

const stepCount =
  '(state) => state.history.paths.find(({ id }) => id === state.history.current).steps.length';

test('nine seeds run as one batch, and any of them is made the large one', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&seed=5');
  await page.getByRole('radiogroup', { name: 'Lanes' }).getByRole('radio', { name: '9 seeds' }).click();
  await waitForState(page, (state) => state.run.lanes.length === 9);
  const grid = page.getByRole('radiogroup', { name: 'Large lane' });
  await expect(grid.getByRole('radio')).toHaveCount(9);
  await grid.getByRole('radio', { name: 'seed 7' }).click();
  expect(await stateOf(page, (state) => state.large)).toBe(2);
  await expect(page.getByText('seed 7, ')).toBeVisible();
  await page.getByRole('checkbox', { name: 'with each one’s unguided twin' }).check();
  await waitForState(page, (state) => state.run.lanes.length === 18);
  await untilDone(page);
  await expect(grid.getByRole('radio', { name: /^seed 5, not guided, judge: / })).toBeVisible();
});

test('a row of scales shows what s does to one seed', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&seed=5');
  await page.getByRole('radiogroup', { name: 'Lanes' }).getByRole('radio', { name: '6 scales' }).click();
  await waitForState(page, (state) => state.run.lanes.length === 6);
  await expect(page.getByRole('radio', { name: /^s = 4\b/ })).toBeChecked();
  await expect(page.getByRole('img', { name: 'Unguided predicted x_0' })).toBeVisible();
  await page.getByRole('radio', { name: /^s = 0\b/ }).click();
  await expect(page.getByRole('img', { name: 'Unguided x_t' })).toBeVisible();
});

test('a branch leaves a ghost that can be returned to, and undo takes it back', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=20&seed=5&target=7');
  await untilDone(page);
  await page.getByRole('slider', { name: 'Timestep' }).press('Home');
  for (let i = 0; i < 5; i++) await page.getByRole('button', { name: 'Step', exact: true }).click();
  await page.getByRole('button', { name: 'Branch' }).click();
  await expect(page.getByText('the path that was left')).toBeVisible();
  await page.getByRole('radio', { name: '3', exact: true }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await untilDone(page);
  await expect(page.getByText(/^judge:/).first()).toContainText('judge: 3,');
  await page.getByRole('button', { name: 'Return to it' }).click();
  await expect(page.getByText(/^judge:/).first()).toContainText('judge: 7,');
  await page.getByRole('button', { name: 'Dismiss it' }).click();
  await expect(page.getByText('the path that was left')).toHaveCount(0);
});

test('it plays backwards, and slowly', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&seed=5');
  await untilDone(page);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('20');
  await page.getByRole('button', { name: 'Play backwards' }).click();
  await waitForState(page, (state) => state.history.cursor === 0);
  expect(await page.evaluate(`(${stepCount})(window.nudge.store.getState())`)).toBe(10);
});

test('a folder in the person’s hands opens; one that is no model says so and the old one stays', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await waitForState(page, (state) => state.model.pack !== null);
  await page.getByRole('button', { name: 'Open model' }).click();
  await expect(page.getByRole('dialog')).toContainText('Nothing is uploaded anywhere');
  await page.getByLabel('Choose a folder').setInputFiles(resolve('src/terms'));
  await expect(page.getByRole('alert')).toContainText('model_index.json');
  expect(await stateOf(page, (state) => state.model.pack?.id)).toBe('digits');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('button', { name: 'Open model' }).click();
  await page.getByLabel('Choose a folder').setInputFiles(resolve('models/digits/unet'));
  await expect(page.getByRole('alert')).toContainText('model_index.json');
});
