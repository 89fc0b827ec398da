// Faces, steered by a prompt and by attributes: small networks in the place of the trained ones.

import type { BrowserContext } from '@playwright/test';
import { expect, sharedLink, stateOf, test, untilDone, untilLive, waitForState } from './page';
import { tinyFaces } from '../pack/tiny-faces';
import { violations } from './axe';
import { boxFaults } from './boxes';

async function serveTinyFaces(context: BrowserContext): Promise<void> {
  const files = tinyFaces();
  await context.route('**/models/faces/**', async (route) => {
    const path = new URL(route.request().url()).pathname.split('/models/faces/')[1] ?? '';
    const body = files.get(path);
    await route.fulfill(body === undefined ? { status: 404 } : { body: Buffer.from(body) });
  });
}

test.beforeEach(async ({ context }) => {
  await serveTinyFaces(context);
});

// If it broke: a prompt would steer late, twice, or be missing from the link.
test('a typed prompt steers the run, is one mark and one undo, and stands in the link', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?pack=faces&prompt=red+hair&steps=1000&seed=3');
  await waitForState(page, (_, path) => path.steps.length > 3);
  const prompt = page.getByRole('combobox', { name: 'Prompt' });
  await expect(prompt).toHaveValue('red hair');
  await prompt.fill('blue hair:2 | a crown | a hat:-1');
  await expect(page.getByText('It does not know “crown”.')).toBeVisible();
  await prompt.press('Enter');
  await waitForState(page, (_, { steps }) =>
    steps.some(({ lanes: [lane] }) => lane?.target.kind === 'prompt' && lane.target.parts.length === 3),
  );
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const chips = page.getByRole('list', { name: 'What was understood' });
  await expect(chips).toContainText('hair: blue');
  await expect(chips).toContainText('away from a hat ×−1');
  await expect(page.getByText('Guided by the prompt')).toBeVisible();
  const beliefs = page.getByRole('list', { name: 'Belief of the guide in each attribute' });
  await expect(beliefs.getByRole('listitem')).toHaveCount(2);
  await expect(beliefs.getByRole('listitem').first()).toHaveAttribute('aria-label', /asked for: blue/);
  const link = await sharedLink(page);
  expect(new URLSearchParams(link.split('?').at(-1)).get('prompt')).toBe('blue hair:2 | a crown | a hat:-1');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(prompt).toHaveValue('red hair');
});

// If it broke: a change of guide would lose the prompt or keep the other guide’s scale.
test('another guide takes over what was asked for, and its own scale', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?pack=faces&prompt=blue+hair&steps=20&seed=3');
  await untilDone(page);
  const guides = page.getByRole('radiogroup', { name: 'Guide' });
  await guides.getByRole('radio', { name: 'Attributes' }).click();
  const hair = page.getByRole('radiogroup', { name: 'hair' });
  await expect(hair.getByRole('radio', { name: 'blue' })).toBeChecked();
  await page
    .getByRole('radiogroup', { name: 'hat' })
    .getByRole('radio', { name: 'hat', exact: true })
    .click();
  await untilDone(page);
  const lane = await stateOf(page, (_, { steps }) => steps.at(-1)?.lanes[0]);
  expect(lane).toMatchObject({
    guide: 'classifier',
    guidanceScale: 20,
    target: { kind: 'slots', values: { hair: 'blue', hat: 'hat' } },
  });
  await expect(page.getByText(/^judge:/).first()).toContainText(/[✓✗]/);
  await guides.getByRole('radio', { name: 'Clean CLIP on x̂_0' }).click();
  await untilDone(page);
  expect(await stateOf(page, (_, { steps }) => steps.at(-1)?.lanes[0]?.guide)).toBe('clip-on-x0');
  expect(await violations(page)).toEqual([]);
});

// If it broke: guides could not be compared on one noise.
test('every guide has a lane of its own, on one noise', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?pack=faces&prompt=blue+hair&steps=20&seed=3');
  await untilDone(page);
  await page.getByRole('radiogroup', { name: 'Lanes' }).getByRole('radio', { name: 'Guides' }).click();
  await untilDone(page);
  const lanes = await stateOf(page, (_, { steps }) => steps.at(-1)?.lanes ?? []);
  expect(lanes.map(({ guide, guidanceScale }) => [guide, guidanceScale])).toEqual([
    ['clip', 5],
    ['classifier', 20],
    ['clip-clean', 5],
    ['clip-on-x0', 5],
    ['clip', 0],
  ]);
  expect(new Set(lanes.map(({ seed }) => seed)).size).toBe(1);
  const grid = page.getByRole('radiogroup', { name: 'Large lane' });
  await expect(grid.getByRole('radio', { name: /^Prompt/ })).toBeChecked();
  await grid.getByRole('radio', { name: /^Attributes/ }).click();
  await expect(page.getByText('Guided by Attributes')).toBeVisible();
  const algorithm = page.getByRole('region', { name: 'Algorithm 1' });
  await algorithm.getByRole('button', { name: 'Symbol the guide’s value' }).click();
  await expect(page.getByText(/^the guide’s value = Σ log p = −?[\d.]+, p = [\d.e-]+ %\./)).toBeVisible();
  await page.keyboard.press('Escape');
  await grid.getByRole('radio', { name: /^Clean CLIP on/ }).click();
  await algorithm.getByRole('button', { name: 'Symbol the guide’s value' }).click();
  await expect(
    page.getByText(/^the guide’s value = τ·cos = −?[\d.]+\..*back through the denoiser/),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-base-ui-focus-guard]')).toHaveCount(0); // what is closed takes a moment to go
  expect(await violations(page)).toEqual([]);
  const link = await sharedLink(page);
  expect(new URLSearchParams(link.split('?').at(-1)).get('lanes')).toBe('guides');
});

// If it broke: embedded, the row of guides would be cut.
test('in a frame of another page every guide has its lane too, and all of it has its place', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 900, height: 640 });
  await page.goto(
    './?backend=wasm&embed=1&controls=play,target,scale,lanes#/denoise?pack=faces&prompt=blue+hair&lanes=guides&steps=10&seed=3',
  );
  await untilDone(page);
  const grid = page.getByRole('radiogroup', { name: 'Large lane' });
  await expect(grid.getByRole('radio')).toHaveCount(5);
  await expect(grid.getByRole('radio', { name: /^Prompt/ })).toBeChecked();
  const pictures = page.getByRole('region', { name: 'Pictures' });
  await expect(pictures.getByText('Each guide')).toBeVisible();
  await grid.getByRole('radio', { name: /^Clean CLIP on/ }).click();
  await expect(pictures.getByText('Guided by Clean CLIP on x̂_0')).toBeVisible();
  const found: string[] = [];
  for (const [width, height] of [
    [900, 640],
    [640, 640],
    [360, 640],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    const rules = { text: 12, plotText: 12, inSight: [], required: ['pictures'], target: 0, mainTarget: 0 };
    found.push(...(await page.evaluate(boxFaults, rules)).map((fault) => `${width}: ${fault}`));
  }
  expect(found).toEqual([]);
  expect(await violations(page)).toEqual([]);
  const lanes = page.getByRole('radiogroup', { name: 'Lanes' });
  await expect(lanes.getByRole('radio', { name: 'Guides' })).toBeChecked();
  await lanes.getByRole('radio', { name: 'Pair' }).click();
  await untilDone(page);
  await expect(page.getByText('Not guided', { exact: true })).toBeVisible();
});

// If it broke: nobody could see which word of a prompt did what.
test('what each word adds stands below the algorithm when the run rests', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?pack=faces&prompt=blue+hair:2+|+a+hat:-1&steps=1000&seed=3');
  await waitForState(page, (_, path) => path.steps.length > 3);
  const words = page.getByRole('list', { name: 'What each word adds' });
  await expect(words.getByRole('listitem')).toHaveText([
    'blue hair–',
    'blue–',
    'hair–',
    'a hat–',
    'a–',
    'hat–',
  ]);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(words.getByRole('listitem').first()).toHaveText(/^blue hair−?\d+ %$/);
  await expect(words.getByText('–', { exact: true })).toHaveCount(0);
  await page.getByLabel('What of each word').selectOption('blue');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByText('Asked when the run rests: press Pause.')).toBeVisible();
});

// If it broke: a drawn face would be read without its colours, or not at all.
test('on Noise the guide is asked what it reads of each attribute, and a face is drawn in its colours', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#/noise?pack=faces&steps=20');
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  const read = page.getByRole('list', { name: 'Belief of “Prompt” in each attribute' });
  await expect(read.getByRole('listitem')).toHaveCount(2);
  await expect(
    page.getByRole('img', { name: /^Belief in each attribute over t, half of it left up to: hair t/ }),
  ).toBeVisible();
  await expect(page.getByText(/^The guide (still )?reads/)).toBeVisible();
  const red = page.getByRole('radiogroup', { name: 'Colour' }).getByRole('radio', { name: '#ff0000' });
  await red.click();
  await expect(red).toBeChecked();
  const source = () => stateOf(page, (state) => JSON.stringify(state.own));
  const before = await source();
  await page.getByRole('application', { name: 'Drawing surface' }).focus();
  await page.keyboard.press('Space');
  await expect.poll(source).not.toBe(before);
  expect(await violations(page)).toEqual([]);
});

// If it broke: the wait for the large model would be an empty frame.
test('while Faces load a recorded run of theirs is shown', async ({ page, context }) => {
  let come: () => void = () => {};
  const waits = new Promise<void>((resolve) => (come = resolve));
  await context.route('**/models/faces/**/*.safetensors', async (route) => {
    await waits;
    await route.fallback();
  });
  await page.goto('./?backend=wasm#/denoise?pack=faces');
  await expect(page.getByText('Meanwhile, a recorded run.')).toBeVisible();
  expect(await stateOf(page, ({ model }) => [model.recorded, model.pack?.id])).toEqual([true, 'faces']);
  // the controls show what the live run will begin with
  await expect(page.getByRole('combobox', { name: 'Prompt' })).toHaveValue('blue hair and dark glasses');
  await expect(page.getByText('Guided by the prompt')).toBeVisible();
  await expect(page.getByText('Asked once the model is here: this is a recording.')).toBeVisible();
  come();
  await untilLive(page);
  await waitForState(page, ({ model }) => !model.recorded && model.pack?.title === 'Tiny faces');
});

// If it broke: typing Japanese would send half a word to the guide.
test('a composed word is not asked for before it is finished', async ({ page }) => {
  await page.clock.install();
  await page.goto('./?backend=wasm#/denoise?pack=faces&prompt=red+hair&steps=20&seed=3');
  await untilDone(page);
  const prompt = page.getByRole('combobox', { name: 'Prompt' });
  await prompt.fill('');
  await untilDone(page);
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: 'blue', selectionStart: 4, selectionEnd: 4 });
  await expect(prompt).toHaveValue('blue');
  await prompt.evaluate((input) =>
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })),
  );
  await page.clock.fastForward(2000); // longer than a rest
  const asked = () => stateOf(page, (_, { settings }) => JSON.stringify(settings.target));
  expect(await asked()).not.toContain('blue');
  await keyboard.send('Input.insertText', { text: 'blue hair' });
  await expect.poll(asked).toContain('blue hair');
});
