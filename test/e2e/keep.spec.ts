// Taking it with you: a link opened in a fresh profile shows the same pixels; the page inside another page; nonsense
// is named.

import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { expectNoViolations, violations } from './axe';
import { expect, sharedLink, stateOf, test, untilDone, waitForState } from './page';
import { serveTinyPack } from './tiny-pack';

test.beforeEach(({ context }) => serveTinyPack(context));

/** Every picture on screen, pixel by pixel. */
function pictures(page: Page): Promise<string[]> {
  return page
    .locator('main canvas[role=img]')
    .evaluateAll((all) =>
      all.map((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : '')),
    );
}

async function inFreshProfile<T>(context: BrowserContext, read: (page: Page) => Promise<T>): Promise<T> {
  const fresh = await context
    .browser()!
    .newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  await serveTinyPack(fresh);
  const result = await read(await fresh.newPage());
  await fresh.close();
  return result;
}

/** A run of 40 steps, steered twice, branched with another seed, paused and scrubbed back. */
async function steeredRun(page: Page): Promise<void> {
  await page.goto('./?backend=wasm#/denoise?target=0&scale=2&steps=40&seed=5');
  await waitForState(page, (state) => state.run.status === 'done');
  await page.getByRole('slider', { name: 'Timestep' }).press('Home');
  await page.evaluate(() => {
    const { actions } = window.worlds!['images']!;
    actions.scrub(8);
    actions.branch({ seed: 11, target: { kind: 'class', index: 2 } });
    for (let i = 0; i < 6; i++) actions.step();
  });
  await waitForState(page, (_, path) => path.steps.length === 14);
  await page.evaluate(() => {
    const { actions } = window.worlds!['images']!;
    actions.setGuidanceScale(7.5);
    for (let i = 0; i < 6; i++) actions.step();
  });
  await waitForState(page, (_, path) => path.steps.length === 20);
  await page.getByRole('button', { name: 'Step back' }).click();
  await page.getByRole('button', { name: 'Step back' }).click();
  await waitForState(page, (state) => state.history.cursor === 17);
}

// If it broke: whoever opens a shared link would see another picture, or another history.
test('a shared link opened in a fresh profile gives the same pixels, and the same history', async ({
  page,
  context,
}) => {
  await steeredRun(page);
  await page.mouse.move(0, 0);
  const link = await sharedLink(page);
  const steps = await stateOf(page, (_, path) =>
    path.steps.map(({ t, lanes, xt }) => [t, lanes, Array.from(xt!)]),
  );
  const here = await pictures(page);
  expect(here).toHaveLength(6);
  const there = await inFreshProfile(context, async (fresh) => {
    await fresh.goto(link);
    await waitForState(fresh, (state, path) => state.history.cursor === 17 && path.replay === null);
    await expect(fresh.getByText('step 18/40')).toBeVisible();
    await fresh.mouse.move(0, 0);
    return {
      pictures: await pictures(fresh),
      steps: await stateOf(fresh, (_, path) =>
        path.steps.map(({ t, lanes, xt }) => [t, lanes, Array.from(xt!)]),
      ),
      address: fresh.url(),
    };
  });
  expect(there.steps).toEqual(steps);
  expect(there.pictures).toEqual(here);
  expect(new URL(there.address).hash).toBe(new URL(link).hash);
});

// If it broke: a long history would be cut from the link without a word.
test('a history too long for a link is said so, and a file takes its place', async ({ page }) => {
  // another seed at every step: numbers that cannot be packed
  const turns = Array.from(
    { length: 240 },
    (_, i) => `${i}z${Math.abs(Math.round(2 ** 53 * Math.sin(i * i)))}`,
  );
  await page.goto(`./?backend=wasm#/denoise?steps=240&target=1&turns=${turns.join('_')}`);
  await untilDone(page);
  const tip = await stateOf(page, (_, path) => Array.from(path.tip!.xt));
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog).toContainText('It leaves out how the run was steered');
  expect((await dialog.getByRole('textbox', { name: 'Link' }).inputValue()).length).toBeLessThan(2100);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save the run as a file' }).click(),
  ]);
  const file = await download.path();
  await page.goto('about:blank');
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilDone(page);
  await page.getByRole('button', { name: 'Open model' }).click();
  await page.getByLabel('Choose an archive or a run').setInputFiles({
    name: 'nudge-run.json',
    mimeType: 'application/json',
    buffer: await readFile(file),
  });
  await waitForState(page, (state, path) => path.steps.length === 240 && state.run.status === 'done');
  expect(await stateOf(page, (_, path) => Array.from(path.tip!.xt))).toEqual(tip);
});

// If it broke: a mistyped link would fail, or quietly mean something else.
test('nonsense in a link falls to its default, and is named', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&target=frog&turns=x&t=soon&scale=3');
  await expect(
    page.getByText(
      'The link’s target “frog”, turns “x” and t “soon” make no sense here; their defaults are used.',
    ),
  ).toBeVisible();
  await untilDone(page);
  expect(await stateOf(page, (_, { settings }) => settings.guidanceScale)).toBe(3);
  await page.getByRole('button', { name: 'Got it' }).click();
  await expect(page.getByText('make no sense here')).toHaveCount(0);
});

// If it broke: a film that takes long could not be stopped.
test('making a file can be cancelled, and without a run there is nothing to make', async ({
  page,
  context,
}) => {
  await page.goto('./?backend=wasm#/denoise?steps=200');
  await untilDone(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Save' });
  await expect(dialog).toContainText('It has 120 frames of 201.');
  const cancelled = await cancelWhenItGoes(page);
  await dialog.getByRole('button', { name: 'Video (MP4 or WebM)' }).click();
  expect(await cancelled()).toBeGreaterThan(0);
  await expect(dialog.getByRole('progressbar')).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Video (MP4 or WebM)' })).toBeEnabled();
  await context.route('**/recorded-*.json', (route) => route.fulfill({ json: { format: 0 } }));
  await context.route('**/models/digits/unet/*.safetensors', () => undefined); // never comes
  await page.reload();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('There is no run yet');
});

// If it broke: a slide would have the wrong controls, or none.
test('an embedded page has the pictures, the timeline and the controls that were named', async ({ page }) => {
  await page.goto('./?backend=wasm&embed=1&controls=play,target,dance#/denoise?steps=10');
  await untilDone(page);
  await expect(page.getByRole('img', { name: 'Guided x_t', exact: true })).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Timestep' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expect(page.getByRole('radiogroup', { name: 'Class' })).toBeVisible();
  await expect(page.getByText('There is no control “dance”')).toBeVisible();
  for (const name of ['Guidance scale', 'Steps'])
    await expect(page.getByRole('slider', { name })).toHaveCount(0);
  for (const name of ['Share', 'Save', 'Branch', 'Open model', 'Take the step apart']) {
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  expect(await violations(page)).toEqual([]);
  await page.goto('about:blank');
  await page.goto('./?backend=wasm#/denoise?steps=10&target=2');
  await untilDone(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Scale' }).uncheck();
  const iframe = await page.getByRole('textbox', { name: 'iframe' }).inputValue();
  // a page of somebody else's
  await page.route('**/course.html', (route) => route.fulfill({ contentType: 'text/html', body: iframe }));
  await page.goto('./course.html');
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('radio', { name: 'up', exact: true })).toBeChecked();
  await expect(frame.getByRole('slider', { name: 'Guidance scale' })).toHaveCount(0);
});

// If it broke: saving and sharing would be closed to a screen reader.
test('axe finds nothing in the dialogs and the notice', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&seed=x');
  await untilDone(page);
  await expectNoViolations(page, 'the notice');
  for (const name of ['Share', 'Save']) {
    await page.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog.getByRole('heading', { level: 3 }).first()).toBeVisible();
    await expectNoViolations(page, name);
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond, `${name}, ${width} px`).toBeLessThanOrEqual(0);
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
});

/** Presses Cancel as soon as something is made of a file, which may be soon over. @returns how far it was */
async function cancelWhenItGoes(page: Page): Promise<() => Promise<number>> {
  const cancelled = await page.evaluateHandle(() => {
    let tell: (value: number) => void;
    const promise = new Promise<number>((resolve) => (tell = resolve));
    new MutationObserver((_, observer) => {
      const { value = 0 } = document.querySelector<HTMLProgressElement>('[role=dialog] progress') ?? {};
      const cancel = [...document.querySelectorAll('[role=dialog] button')].find(
        (button) => button.textContent === 'Cancel',
      );
      if (value === 0 || !(cancel instanceof HTMLElement)) return;
      observer.disconnect();
      cancel.click();
      tell(value);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    return { promise };
  });
  return () => cancelled.evaluate(({ promise }) => promise);
}
