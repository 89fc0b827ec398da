// For everyone: axe finds nothing in any state, in light and dark, on a phone and on a laptop, and in forced
// colours; a keyboard alone is enough, and so is a thumb; nothing sticks out of a screen, narrow or wide.

import type { Page } from '@playwright/test';
import { expectNoViolations, violations } from './axe';
import { holdAt } from './hold';
import { expect, ofWorld, stateOf, test, untilDone, untilLive, waitForState } from './page';
import { classTarget } from '../../src/terms/target';

/** The weights wait until they are let go, and no recording plays meanwhile. */
async function holdWeights(page: Page): Promise<() => void> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/models\/(digits\/unet|words\/denoiser)\/.*\.safetensors$/, async (route) => {
    await released;
    await route.continue();
  });
  await page.route('**/recorded-*.json', (route) => route.fulfill({ json: {} }));
  return release;
}

/** @param again whether the page offers to try again */
async function failSomehow(page: Page, again = false): Promise<void> {
  await page.evaluate(
    (offered) =>
      window.worlds?.['images']?.store.setState({
        error: {
          code: 'network',
          message: 'unet/config.json: 500.',
          hint: 'Try again in a while.',
          ...(offered ? { again: true } : {}),
        },
      }),
    again,
  );
  await expect(page.getByRole('alert')).toBeVisible();
}

// If it broke: a screen reader would meet a nameless control or unreadable contrast on Denoise.
test('axe finds nothing, idle and running, with and without an error', async ({ page }) => {
  const letGo = await holdAt(page, 3);
  const release = await holdWeights(page);
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await expect(page.getByRole('progressbar', { name: 'Loading model' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Algorithm 1' })).toBeVisible();
  expect(await stateOf(page, (state) => state.run.status)).toBe('idle');
  await expectNoViolations(page, 'idle');
  await failSomehow(page, true);
  await expectNoViolations(page, 'idle with an error');
  release();
  await untilLive(page);
  await waitForState(page, (_, path) => path.steps.length === 3);
  await expectNoViolations(page, 'running');
  await failSomehow(page);
  expect(await stateOf(page, (state) => state.run.status)).toBe('playing');
  await expectNoViolations(page, 'running with an error');
  await letGo();
  await untilDone(page);
});

// If it broke: the same on Words, also with a place followed and a sentence kept.
test('axe finds nothing on Words, idle, running and finished, with a place followed and a sentence kept', async ({
  page,
}) => {
  const words = ofWorld('words');
  const letGo = await holdAt(page, 4);
  const release = await holdWeights(page);
  await page.goto('./?backend=wasm#/words?steps=10&seed=3&slots=food%3DItalian');
  await expect(page.getByRole('progressbar', { name: 'Loading model' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'K updates' })).toBeVisible();
  await expectNoViolations(page, 'idle');
  release();
  await untilLive(page, 'words');
  await words.waitForState(page, (state, path) => state.run.status === 'playing' && path.steps.length === 4);
  await expectNoViolations(page, 'running');
  await letGo();
  await words.untilDone(page);
  await expect(page.getByRole('img', { name: /^Sentence, guided: \w/ })).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Place' }).fill('2');
  await page.getByRole('button', { name: 'Take the step apart' }).click();
  await expect(page).toHaveURL(/&words=2/);
  await page.evaluate(
    () => (location.hash = location.hash.replace(/(words=2....)../, (_, start: string) => `${start}AQ`)),
  );
  await expect(page.getByRole('region', { name: 'Kept sentence' })).toBeVisible();
  await expectNoViolations(page, 'finished');
});

// If it broke: a step taken apart, a symbol or a dialog would be closed to a screen reader.
test('axe finds nothing in a step taken apart, a symbol explained and a dialog', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilDone(page);
  await page.getByRole('img', { name: 'Guided x_t', exact: true }).click();
  await expect(page.getByRole('region', { name: 'The step taken apart' })).toBeVisible();
  await expectNoViolations(page, 'a step taken apart');
  await page
    .getByRole('button', { name: /Symbol g$/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'Symbol g' })).toHaveCSS('opacity', '1');
  await expectNoViolations(page, 'a symbol explained');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Why Σg?' }).click();
  await expect(page.getByRole('dialog', { name: 'Why Σg?' })).toHaveCSS('opacity', '1');
  await expectNoViolations(page, 'a dialog');
});

// If it broke: a visitor without a working backend would meet controls that nobody can name.
test('axe finds nothing in a recording, where nothing can compute', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: '' }));
  await page.goto('./?backend=wasm');
  await expect(page.getByRole('alert')).toContainText('WebAssembly');
  await expect(page.getByText('This is a recorded run')).toBeVisible();
  await expectNoViolations(page, 'a recording');
});

test.describe('in forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  // If it broke: who sets their own colours would not see what is chosen.
  test('axe finds nothing, and what is chosen and marked shows without the house’s colours', async ({
    page,
  }) => {
    await page.goto('./?backend=wasm#/denoise?steps=10');
    await untilDone(page);
    expect(await violations(page)).toEqual([]);
    const styleOf = (name: string, property: string, checked: boolean) =>
      page
        .getByRole('radio', { name, exact: true, checked })
        .evaluate((element, key) => getComputedStyle(element).getPropertyValue(key), property);
    expect(await styleOf('DDPM', 'background-color', true)).not.toBe(
      await styleOf('DDIM', 'background-color', false),
    );
    const [guided, model] = await page.getByRole('img', { name: /^log p of/ }).evaluate((plot) =>
      ['guide', 'model'].map((tone) => {
        const line = plot.querySelector(`path[data-tone=${tone}]`);
        return line === null ? '' : getComputedStyle(line).strokeDasharray;
      }),
    );
    expect([guided, model]).toEqual(['none', '6px, 3px']);
  });
});

// If it broke: the page would scroll sideways on a phone.
test('nothing sticks out, however narrow or wide the screen', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?sampler=ddim&steps=10');
  await untilDone(page);
  const expectWithin = async (state: string) => {
    for (const width of [320, 360, 820, 1280, 3840]) {
      await page.setViewportSize({ width, height: width > 2000 ? 2160 : 740 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond, `${state}, ${width} px`).toBeLessThanOrEqual(0);
    }
  };
  await expectWithin('a run');
  await page.getByRole('button', { name: 'Take the step apart' }).click();
  await expect(page.getByRole('region', { name: 'The step taken apart' })).toBeVisible();
  await expectWithin('a step taken apart');
});

// If it broke: who cannot use a pointer could no longer steer a run.
test('a keyboard alone plays, steers, steps back, branches and asks for the list of keys', async ({
  page,
}) => {
  const letGo = await holdAt(page, 2);
  await page.goto('./?backend=wasm#/denoise?steps=20&scale=4');
  await waitForState(page, (_, path) => path.steps.length === 2);
  await page.keyboard.press('Space');
  expect(await stateOf(page, (state) => state.run.status)).toBe('paused');
  await letGo();
  await page.keyboard.press('3');
  await page.keyboard.press(']');
  expect(await stateOf(page, (_, { settings }) => [settings.target, settings.guidanceScale])).toEqual([
    classTarget(3),
    4.5,
  ]);
  await page.keyboard.press('Space');
  await untilDone(page);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await stateOf(page, (state) => state.history.cursor)).toBe(18);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await stateOf(page, (state) => state.history.cursor)).toBeNull();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('b');
  expect(await stateOf(page, (_, path) => [path.branchedAt, path.steps.length])).toEqual([17, 17]);
  await page.keyboard.press('Control+z');
  expect(await stateOf(page, (_, path) => [path.branchedAt, path.steps.length])).toEqual([null, 20]);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

// If it broke: scrubbing would show another step than it says, or lose the followed pixel.
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

for (const [sampler, region] of [
  ['ddpm', 'Algorithm 1'],
  ['ddim', 'Algorithm 2'],
] as const) {
  // If it broke: a symbol of the algorithm would stay unexplained to a keyboard.
  test(`every symbol of ${region} explains itself to a keyboard`, async ({ page }) => {
    await page.goto(`./?backend=wasm#/denoise?steps=10&sampler=${sampler}`);
    await untilDone(page);
    const algorithm = page.getByRole('region', { name: region });
    const symbols = algorithm.getByRole('button', { name: /Symbol / });
    const names = await symbols.evaluateAll((all) => all.map((each) => each.textContent ?? ''));
    const first = new Map(names.map((name, index) => [/Symbol .*$/.exec(name)?.[0] ?? '', index]));
    expect(first.size).toBeGreaterThanOrEqual(10);
    for (const [name, index] of first) {
      await symbols.nth(index).focus();
      await page.keyboard.press('Enter');
      const popup = page.getByRole('dialog', { name, exact: true });
      await expect(popup).toBeVisible();
      await expect(popup).toContainText(/\w.*\./); // a sentence
      const pictures = await popup.getByRole('img').count();
      if (pictures === 0) await expect(popup).toContainText(/= .*\d/); // a number then
      await page.keyboard.press('Escape');
      await expect(popup).toHaveCount(0);
    }
    // every line of it has one
    const bare = await symbols.first().evaluate((symbol) => {
      const line = symbol.closest('[data-lit]');
      return [...(line?.parentElement?.children ?? [])].filter((each) => !each.querySelector('button'))
        .length;
    });
    expect(bare).toBe(0);
  });
}

// If it broke: a click on an “i” just after the page came would be lost.
test('what is asked before the explanations have come is answered when they come', async ({ page }) => {
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/assets/popups-*.js', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilDone(page);
  const symbol = page.getByRole('button', { name: 'Symbol x_T', exact: true });
  await symbol.focus();
  await page.keyboard.press('Enter');
  const popup = page.getByRole('dialog', { name: 'Symbol x_T', exact: true });
  await expect(popup).toHaveCount(0);
  arrive();
  await expect(popup).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(popup).toHaveCount(0);
  await expect(symbol).toBeFocused();
});

// If it broke: the focus would jump away while one tabs, just after the page came.
test('a button keeps the focus when the explanations come, and Share opens when asked before', async ({
  page,
}) => {
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/assets/popups-*.js', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilDone(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const step = page.getByRole('button', { name: 'Step back' });
  await step.click();
  const before = await step.elementHandle();
  arrive();
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
  expect(await before.evaluate((button) => button.isConnected)).toBe(false);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(step).toBeFocused();
});

// If it broke: a control would no longer say what it does to the mathematics.
test('every control says what it does to the mathematics', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&lanes=seeds9');
  await untilDone(page);
  await page.getByRole('button', { name: 'Take the step apart' }).click();
  for (const label of ['Model', 'Class', 'Sampler', 'Lanes']) {
    await expect(page.getByRole('radiogroup', { name: label, exact: true })).toBeVisible();
    await expect(
      page.getByRole('button', { name: `About ${label.toLowerCase()}`, exact: true }),
    ).toBeVisible();
  }
  for (const label of ['guidance scale', 'steps', 'seed', 'speed', 'unguided twins', 'the pixel']) {
    await expect(page.getByRole('button', { name: `About ${label}` })).toBeVisible();
  }
  const silent = await page
    .getByRole('tabpanel')
    .getByRole('button')
    .evaluateAll((all) =>
      all
        .filter((each) => !each.ariaDescription && each.ariaHasPopup !== 'dialog')
        .map((each) => each.ariaLabel ?? each.textContent ?? ''),
    );
  expect(silent).toEqual([]);
  await page.getByRole('button', { name: 'Step back' }).hover();
  await expect(page.getByText('Shows the x_t before this one.')).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  // If it broke: on a phone a run could be watched but not worked with.
  test('a thumb scrubs, plays backwards, follows a pixel, asks a symbol and branches', async ({ page }) => {
    await page.goto('./?backend=wasm#/denoise?steps=20');
    await untilDone(page);
    const track = page.locator('div:has(> canvas):has(input[type=range])').last();
    await track.evaluate((element) => element.scrollIntoView({ block: 'center' })); // above the fixed transport
    const strip = await track.boundingBox();
    await page.touchscreen.tap(strip!.x + strip!.width / 2, strip!.y + strip!.height / 2);
    await expect.poll(() => stateOf(page, (state) => state.history.cursor)).toBe(10);
    await page.getByRole('button', { name: 'Play backwards' }).tap();
    await waitForState(page, (state) => state.history.cursor === 0 && state.run.status !== 'playing');
    await page.getByRole('img', { name: 'Guided x_t', exact: true }).tap();
    await expect(page.getByText(/closes to/)).toBeVisible();
    await page.getByRole('button', { name: /Symbol nudge$/ }).tap();
    await expect(page.getByRole('dialog', { name: 'Symbol nudge' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Branch' }).tap();
    expect(await stateOf(page, (state) => state.history.ghost)).not.toBeNull();
  });

  // If it broke: an error would stand out of sight on a phone.
  test('what went wrong is in sight, however far down the page it was asked for', async ({ page }) => {
    await page.goto('./?backend=wasm#/denoise?steps=10');
    await untilDone(page);
    await page.getByRole('button', { name: 'Open model' }).tap();
    await page.getByLabel('Choose a folder').setInputFiles('src/terms');
    await expect(page.getByRole('alert')).toContainText('model_index.json');
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(300);
    await expect(page.getByRole('button', { name: 'Dismiss' })).toBeInViewport({ ratio: 1 });
  });
});
