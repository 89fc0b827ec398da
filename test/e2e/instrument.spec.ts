// The instrument: grids of lanes, branches with their ghost, going backwards, and a person's own model.

import { copyFile, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { holdAt } from './hold';
import { expect, stateOf, test, untilDone, waitForState, waitUntil } from './page';

declare global {
  interface Window {
    /** What the guided picture has shown, one after another. */
    shownInTurn?: string[];
  }
}

/** From now on; each is on screen for less than a second. */
async function watchTheGuidedOne(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shown: string[] = (window.shownInTurn = []);
    const look = () => {
      const labels = Array.from(document.querySelectorAll('main [role=img]'), (each) => each.ariaLabel ?? '');
      const label = labels.find((each) => /^Guided (x_t|μ|μ and nudge|x_prev)$/.test(each));
      if (label !== undefined && label !== shown.at(-1)) shown.push(label);
    };
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}

const stepCount =
  '(state) => state.history.paths.find(({ id }) => id === state.history.current).steps.length';

// If it broke: nine seeds could not be watched side by side, or the chosen one would not come to the front.
test('nine seeds run as one batch, and any of them is made the large one', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&seed=5');
  await page.getByRole('radiogroup', { name: 'Lanes' }).getByRole('radio', { name: '9 seeds' }).click();
  await waitForState(page, (_, path) => path.steps[0]?.lanes.length === 9);
  const grid = page.getByRole('radiogroup', { name: 'Large lane' });
  await expect(grid.getByRole('radio')).toHaveCount(9);
  await grid.getByRole('radio', { name: 'seed 7' }).click();
  expect(await stateOf(page, (state) => state.focus)).toBe(2);
  await expect(page.getByText('seed 7, ')).toBeVisible();
  await page.getByRole('checkbox', { name: 'with each one’s unguided twin' }).check();
  await waitForState(page, (_, path) => path.steps[0]?.lanes.length === 18);
  await untilDone(page);
  await expect(grid.getByRole('radio', { name: /^seed 5, not guided, judge: / })).toBeVisible();
});

// If it broke: the effect of s could not be seen on one seed.
test('a row of scales shows what s does to one seed', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&seed=5');
  await page.getByRole('radiogroup', { name: 'Lanes' }).getByRole('radio', { name: '6 scales' }).click();
  await waitForState(page, (_, path) => path.steps[0]?.lanes.length === 6);
  await expect(page.getByRole('radio', { name: /^s = 4\b/ })).toBeChecked();
  await expect(page.getByRole('img', { name: 'Unguided predicted x_0' })).toBeVisible();
  await page.getByRole('radio', { name: /^s = 0\b/ }).click();
  await expect(page.getByRole('img', { name: 'Unguided x_t' })).toBeVisible();
});

// If it broke: a branch could not be undone, or the path that was left be lost.
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
  const branchedAt = () => stateOf(page, (_, path) => path.branchedAt);
  await expect(page.getByText(/^judge:/).first()).toContainText('judge: 3,');
  expect(await branchedAt()).toBe(5);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(branchedAt).toBeNull();
  expect(await stateOf(page, (state) => state.history.cursor)).toBe(5); // as it was when it was branched
  await expect(page.getByRole('radio', { name: '7', exact: true })).toBeChecked();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(page.getByText(/^judge:/).first()).toContainText('judge: 3,');
  expect(await branchedAt()).toBe(5);
  await page.getByRole('button', { name: 'Return to it' }).click();
  await expect(page.getByText(/^judge:/).first()).toContainText('judge: 7,');
  await page.getByRole('button', { name: 'Dismiss it' }).click();
  await expect(page.getByText('the path that was left')).toHaveCount(0);
});

// If it broke: the algorithm on screen would not be the one that the branch runs.
test('a branch takes another sampler and seed, and the algorithm is that of the step on screen', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&seed=5&target=7');
  await untilDone(page);
  const timeline = page.getByRole('slider', { name: 'Timestep' });
  await timeline.press('Home');
  for (let i = 0; i < 5; i++) await timeline.press('ArrowRight');
  await page.getByRole('button', { name: 'Branch' }).click();
  await page.getByRole('radio', { name: 'DDIM' }).click();
  await page.getByRole('textbox', { name: 'Seed' }).fill('9');
  await page.keyboard.press('Enter');
  expect(await stateOf(page, (_, path) => [path.branchedAt, path.steps.length])).toEqual([5, 5]);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await untilDone(page);
  expect(await stateOf(page, (_, path) => path.steps.map(({ lanes }) => lanes[0]?.seed))).toEqual([
    5, 5, 5, 5, 5, 9, 9, 9, 9, 9,
  ]);
  await expect(page.getByRole('region', { name: 'Algorithm 2' })).toBeVisible();
  await timeline.press('Home');
  await expect(page.getByRole('region', { name: 'Algorithm 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('radio', { name: 'DDPM' })).toBeChecked();
  await expect(page.getByRole('textbox', { name: 'Seed' })).toHaveValue('5');
});

// If it broke: pointing at a curve would show another step, or steering leave no mark.
test('pointing at a curve moves the playhead, and steering is marked on all of them', async ({ page }) => {
  const letGo = await holdAt(page, 4);
  await page.goto('./?backend=wasm#/denoise?steps=40&seed=5&scale=4');
  await waitForState(page, (_, path) => path.steps.length === 4);
  await page.getByRole('slider', { name: 'Guidance scale' }).press('ArrowRight');
  await letGo();
  await untilDone(page);
  const curves = [/^log p of/, /^Size of nudge and noise/, /^Belief of the noisy classifier in/, /^Schedule/];
  const cursor = () => stateOf(page, (state) => state.history.cursor);
  const seen = new Set<number | null>([null]);
  for (const [index, name] of curves.entries()) {
    const curve = page.getByRole('img', { name });
    await curve.scrollIntoViewIfNeeded();
    const box = await curve.boundingBox();
    await page.mouse.move(box!.x + box!.width * (0.25 + 0.15 * index), box!.y + box!.height / 2);
    await expect.poll(async () => seen.has(await cursor()), String(name)).toBe(false); // to a place of its own
    seen.add(await cursor());
  }
  await expect(page.getByText('s = 4.1', { exact: true })).toBeVisible();
  for (const name of curves) {
    const marks = await page.getByRole('img', { name }).evaluate((curve) => {
      const plot = curve instanceof SVGElement ? curve : curve.parentElement;
      return plot?.querySelectorAll('[class*=mark]').length;
    });
    expect(marks, String(name)).toBe(1);
  }
});

// If it broke: the equation of a pixel would not close, and its mark differ between pictures.
test('one pixel is marked in all pictures and its equation closes; slow motion shows its step', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#/denoise?steps=20&seed=5');
  await untilDone(page);
  const timeline = page.getByRole('slider', { name: 'Timestep' });
  await timeline.press('Home');
  for (let i = 0; i < 8; i++) await timeline.press('ArrowRight');
  await page.getByRole('img', { name: 'Unguided x_t', exact: true }).click({ position: { x: 60, y: 90 } });
  const apart = page.getByRole('region', { name: 'The step taken apart' });
  await expect(apart.getByRole('img', { name: /^Part / })).toHaveCount(7);
  const marked = page.locator('[data-probe=true]:has(> i)'); // both large ones, seven parts
  await expect(marked).toHaveCount(9);
  const closes = await apart.getByText(/closes to/).textContent();
  expect(Number(/closes to (.*)$/.exec(closes ?? '')?.[1])).toBeLessThan(1e-6);
  for (const symbol of ['x̂₀', 'μ', 'sΣg', 'xₚᵣₑᵥ']) await expect(apart).toContainText(symbol);
  await watchTheGuidedOne(page);
  await page.getByRole('button', { name: 'Slow motion' }).click();
  await waitUntil(page, () => window.shownInTurn!.length >= 5);
  expect(await page.evaluate(() => window.shownInTurn!.slice(0, 5))).toEqual([
    'Guided x_t',
    'Guided μ',
    'Guided μ and nudge',
    'Guided x_prev',
    'Guided x_t',
  ]);
  await waitForState(page, (state) => (state.history.cursor ?? 99) >= 9);
  await page.getByRole('button', { name: 'Slow motion' }).click();
  await expect(page.getByRole('img', { name: 'Guided x_t', exact: true })).toBeVisible();
});

// If it broke: the twin could not be looked at closely.
test('the unguided lane of a pair can be looked at, too', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&seed=5');
  await untilDone(page);
  await page.getByRole('button', { name: 'Look at the unguided lane' }).click();
  await expect(page.getByRole('heading', { name: 'Belief over t, not guided' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What this step shows' })).toContainText('Left alone');
  await expect(page.getByRole('img', { name: 'Guided x_t', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Look at the guided lane' }).click();
  await expect(page.getByRole('heading', { name: 'Belief over t, guided' })).toBeVisible();
});

// If it broke: a run could not be played backwards or slowly.
test('it plays backwards, and slowly', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&seed=5');
  await untilDone(page);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('20');
  await page.getByRole('button', { name: 'Play backwards' }).click();
  await waitForState(page, (state) => state.history.cursor === 0);
  expect(await page.evaluate(`(${stepCount})(window.worlds.images.store.getState())`)).toBe(10);
});

// If it broke: one’s own model would not open, or a wrong folder would take the open one away.
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
  const said = page.getByRole('list', { name: 'About this model’s files' });
  await expect(said).toContainText('There is no scheduler_config.json');
  await waitForState(page, (state) => state.model.fromFiles);
});

// If it broke: a colour model would show one channel, or none of its equations.
test('a model of colour pictures opens, and each channel of a pixel has its equation', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'nudge-rgb-'));
  const put = async (path: string, from: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await copyFile(resolve('test', from), join(folder, path));
  };
  await put('model_index.json', 'pack/tiny/model_index.json');
  await put('scheduler/scheduler_config.json', 'pack/tiny/scheduler/scheduler_config.json');
  await put('unet/config.json', 'parity/networks/unet-05.config.json');
  await put('unet/diffusion_pytorch_model.safetensors', 'parity/networks/unet-05.weights.safetensors');
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await waitForState(page, (state) => state.model.pack !== null);
  await page.getByRole('button', { name: 'Open model' }).click();
  await page.getByLabel('Choose a folder').setInputFiles(folder);
  await waitForState(page, (state) => state.model.pack?.sampleShape[2] === 3 && state.run.status === 'done');
  await page.getByRole('button', { name: 'Step back' }).click();
  await page.getByRole('button', { name: 'Take the step apart' }).click();
  await page.getByRole('spinbutton', { name: 'row' }).fill('2');
  const apart = page.getByRole('region', { name: 'The step taken apart' });
  const seen = new Set<string | null>();
  for (const name of ['red', 'green', 'blue']) {
    await page.getByRole('combobox', { name: 'channel' }).selectOption(name);
    await expect(apart.getByText(/closes to/)).toBeVisible();
    seen.add(await apart.getByRole('paragraph').filter({ hasText: 'xₚᵣₑᵥ =' }).textContent());
  }
  expect(seen.size).toBe(3);
});
