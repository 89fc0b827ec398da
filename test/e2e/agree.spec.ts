// Keys do what the list says wherever the focus is, a branch begins at the picture that is shown, and what is shown
// of a step is what it used. Reduced motion starts nothing by itself.

import { expect, stateOf, test, untilDone, waitForState } from './page';

// If it broke: a letter would steer the run while somebody tabs through controls, or stop doing so after a click.
test('keys are the page’s after a click, and a control’s own where Tab reached it', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&seed=1');
  await untilDone(page);
  const timeline = page.getByRole('slider', { name: 'Timestep' });
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageDown');
  expect(await stateOf(page, (state) => state.history.cursor)).toBe(9);
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
  await expect(timeline).toHaveAttribute('aria-valuetext', 't 499, step 6 of 10');

  // Space after a click on Branch plays, and the ghost stays
  await page.getByRole('button', { name: 'Branch' }).click();
  await expect(timeline).toHaveAttribute('aria-valuetext', 't 499, step 6 of 10');
  const ghost = await stateOf(page, (state) => state.history.ghost);
  await page.keyboard.press('Space');
  await untilDone(page);
  expect(await stateOf(page, (state, path) => [state.history.ghost, path.steps.length])).toEqual([ghost, 10]);

  // an arrow after a click on the sampler steps the run
  await page.getByRole('radio', { name: 'DDIM' }).click();
  await untilDone(page);
  for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowDown']) await page.keyboard.press(key);
  expect(await stateOf(page, (state, { settings }) => [settings.sampler, state.history.cursor])).toEqual([
    'ddim',
    9,
  ]);

  // reached by Tab, a control has its own
  await page.getByRole('radio', { name: 'DDIM' }).click();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'DDIM' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await waitForState(page, (_, { settings }) => settings.sampler === 'ddpm');
  await untilDone(page);

  // a text field has all of them, and nothing is lost
  await page.getByRole('textbox', { name: 'Seed' }).click();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('b');
  await page.keyboard.press('Escape');
  expect(await stateOf(page, (state) => [state.run.status, state.history.cursor])).toEqual(['done', null]);

  // a list that was chosen from by pointer gives the focus back
  const speed = page.getByRole('combobox', { name: 'Speed' });
  await speed.click();
  await page.keyboard.press('Escape');
  await speed.selectOption('20 steps/s');
  await expect(speed).not.toBeFocused();
});

// If it broke: after a return the controls would show one class and the chain take another.
test('returned to, a path has its own class again, in its controls and its chain', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=20&seed=1&target=7&t=449');
  await waitForState(page, (state) => state.run.status === 'paused');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('5');
  await page.keyboard.press('Space');
  await waitForState(page, (_, { steps, branchedAt }) => steps.length > (branchedAt ?? 99) + 1);
  await page.keyboard.press('g');
  await expect(page.getByRole('radio', { name: '7' })).toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('radio', { name: '5' })).toBeChecked();
  await untilDone(page);
  await expect(page.getByText('Guided toward 5')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: '5' })).toBeChecked();
});

// If it broke: a run would start to move for people who asked for stillness.
test('where little motion is wanted, nothing starts by itself', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await waitForState(page, (state) => state.run.status === 'paused');
  expect(await stateOf(page, (_, path) => path.steps.length)).toBe(0);
  await page.keyboard.press('Space');
  await untilDone(page);
});
