// Words in a real browser: a sentence forms beside its twin, what is asked for steers it, the rules judge, and everybody
// can use it. Few steps: what it says matters little here.

import { violations } from './axe';
import { expect, ofWorld, test } from './page';

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

test('a link whose words come out otherwise here shows those that it kept', async ({ page }) => {
  await page.goto(START);
  await untilDone(page);
  await expect(page).toHaveURL(/&words=2/);
  await expect(page.getByRole('region', { name: 'Kept sentence' })).toBeHidden();
  // the third token of the first lane, as another browser might have ended in it
  const kept = page.url().replace(/words=2(....)../, (_, before: string) => `words=2${before}AQ`);
  await page.goto('about:blank');
  await page.goto(kept);
  await untilDone(page);
  const region = page.getByRole('region', { name: 'Kept sentence' });
  await expect(region).toContainText('another browser, backend or batch rounds otherwise');
  expect(page.url()).toBe(kept);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('slider', { name: 'Timestep' }).press('ArrowLeft');
  await expect(region).toBeHidden();
});
