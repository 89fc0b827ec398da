// The Noise view: a picture from the sheet, drawn, dropped or pasted goes into noise and back in one jump; a run begins
// from there.

import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { expect, sharedLink, stateOf, test, untilDone, waitForState } from './page';
import { classTarget } from '../../src/terms/target';

const answered = (page: Page) =>
  waitForState(page, (_, __, noise) => {
    const answers = [noise.answers.linear, noise.answers.cosine];
    return answers.every((answer) => answer?.sample.t === noise.settings.t);
  });
const swept = (page: Page) =>
  waitForState(page, (_, __, { overT }) => overT.t.length === 40 && overT.points.every(Boolean));

/** What is on a picture's canvas: mean and spread of its red. */
async function lookAt(page: Page, name: string) {
  return await page.getByRole('img', { name, exact: true }).evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('expected a canvas');
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const red = Array.from(data).filter((_, i) => i % 4 === 0);
    const mean = red.reduce((sum, value) => sum + value, 0) / red.length;
    const spread = Math.sqrt(red.reduce((sum, value) => sum + (value - mean) ** 2, 0) / red.length);
    return { mean, spread, text: red.join() };
  });
}

// If it broke: the slider would show noise that is not the one of its t, or no answer of the model.
test('a picture sinks into noise, and the model says what it makes of it', async ({ page }) => {
  await page.goto('./?backend=wasm#/noise');
  await answered(page);
  await page.getByRole('radio', { name: '3, image 33' }).check();
  const slider = page.getByRole('slider', { name: 'Noise level' });
  await slider.press('Home');
  await answered(page);
  const error = () =>
    stateOf(page, (_, __, noise) => ({
      error: noise.answers.linear!.error,
      probs: [...noise.answers.linear!.beliefs!],
    }));
  const atZero = await error();
  expect(atZero.error).toBeLessThan(0.02);
  expect(atZero.probs[3]).toBeGreaterThan(0.95);
  const apart = async () =>
    Math.abs((await lookAt(page, 'Noisy x_t')).mean - (await lookAt(page, 'Picture x_0')).mean);
  await expect.poll(apart).toBeLessThan(3);
  await slider.press('End');
  await answered(page);
  await expect.poll(async () => Math.abs((await lookAt(page, 'Noisy x_t')).mean - 127.5)).toBeLessThan(12);
  const atEnd = await error();
  expect(atEnd.error).toBeGreaterThan(0.4);
  expect(Math.max(...atEnd.probs)).toBeLessThan(0.5);
  for (const name of ['Predicted x_0', 'Linear x_t', 'Cosine x_t', 'x_t by the jump', 'x_t by the walk']) {
    expect((await lookAt(page, name)).spread).toBeGreaterThan(5);
  }
  expect((await lookAt(page, 'x_t by the walk')).text).not.toBe((await lookAt(page, 'x_t by the jump')).text);
  await swept(page);
  await expect(page.getByText('it knows no more noise')).toBeVisible();
  await expect(page.getByRole('table')).toContainText('variance');
});

// If it broke: a link would open another picture or noise.
test('the address restores picture, t, schedule and noise; nonsense is named', async ({ page }) => {
  await page.goto('./?backend=wasm#/noise?image=55&level=250&schedule=cosine&noise=9');
  await answered(page);
  await expect(page.getByRole('radio', { name: '5, image 55' })).toBeChecked();
  await expect(page.getByRole('slider', { name: 'Noise level' })).toHaveValue('250');
  await expect(page.getByRole('radio', { name: 'Cosine' })).toBeChecked();
  await expect(page.getByRole('textbox', { name: 'Noise seed' })).toHaveValue('9');
  await page.getByRole('slider', { name: 'Noise level' }).press('ArrowRight');
  await expect(page).toHaveURL(/#\/noise\?.*image=55&level=251&schedule=cosine&noise=9/);
  await page.goto('about:blank');
  await page.goto('./?backend=wasm#/noise?image=frog&level=-3');
  await answered(page);
  expect(await stateOf(page, (state) => state.notice)).toContain('image “frog” and level “-3”');
  await expect(page.getByRole('slider', { name: 'Noise level' })).toHaveValue('400');
});

// If it broke: a drawing would lose strokes, or be another one in a link.
test('a drawing is stroke by stroke, by pointer and by keyboard, and a link shows the same', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#/noise');
  await answered(page);
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  const surface = page.getByRole('application', { name: 'Drawing surface' });
  const ink = async () => (await lookAt(page, 'Picture x_0, drawn here')).mean;
  expect(await ink()).toBe(0);
  const box = (await surface.boundingBox())!;
  const at = (x: number, y: number): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(...at(0.3, 0.25));
  await page.mouse.down();
  await page.mouse.move(...at(0.7, 0.25), { steps: 5 });
  await page.mouse.move(...at(0.45, 0.8), { steps: 5 });
  await page.mouse.up();
  await expect.poll(ink).toBeGreaterThan(10);
  const drawn = await ink();
  await waitForState(page, (_, __, noise) => {
    const { source } = noise.settings;
    return source.kind === 'drawn' && noise.answers.linear?.sample.t === 400;
  });
  await surface.press('Space');
  await surface.press('Shift+ArrowRight');
  await surface.press('Shift+ArrowRight');
  await expect.poll(ink).toBeGreaterThan(drawn);
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z');
  await expect.poll(ink).toBe(drawn);
  const picture = (await lookAt(page, 'Picture x_0, drawn here')).text;
  const link = await sharedLink(page);
  expect(link).toContain('drawn=');
  await page.goto('about:blank');
  await page.goto(link);
  await answered(page);
  expect((await lookAt(page, 'Picture x_0, drawn here')).text).toBe(picture);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect.poll(ink).toBe(0);
});

// If it broke: a person’s own picture would be refused, or squeezed without a word.
test('any picture is taken: cropped, scaled, inverted when light, and it is said', async ({ page }) => {
  await page.goto('./?backend=wasm#/noise');
  await answered(page);
  const png = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(300, 200);
    const context = canvas.getContext('2d')!;
    context.fillStyle = 'white';
    context.fillRect(0, 0, 300, 200);
    context.fillStyle = 'black';
    context.fillRect(130, 40, 40, 120);
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  });
  const file = { name: 'one.png', mimeType: 'image/png', buffer: Buffer.from(png) };
  await page.getByLabel('Open picture').setInputFiles(file);
  const said = page.getByText(
    '“one.png” was cropped to its middle, scaled from 300 × 200 to 28 × 28, made grey and inverted, for it is light and the model knows light on dark.',
  );
  await expect(said).toBeVisible();
  const pixels = async () => (await lookAt(page, 'Picture x_0')).text.split(',').map(Number);
  await expect.poll(async () => (await pixels())[14 * 28 + 14]).toBe(255);
  expect((await pixels())[0]).toBe(0);
  const { text } = await lookAt(page, 'Picture x_0');

  await page
    .getByLabel('Open picture')
    .setInputFiles({ ...file, name: 'x.png', buffer: Buffer.from('no picture') });
  await expect(page.getByText('“x.png” cannot be read as a picture.')).toBeVisible();
  expect((await lookAt(page, 'Picture x_0')).text).toBe(text);

  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'a sentence');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await expect(page.getByText('What was pasted is text, not a picture')).toBeVisible();

  const drop = (name: string, type: string) =>
    page.evaluate(
      ([bytes, fileName, fileType]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], fileName, { type: fileType }));
        document.body.dispatchEvent(
          new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      },
      [png, name, type] as const,
    );
  await drop('two.png', 'image/png');
  await expect(page.getByText(/“two.png” was cropped/)).toBeVisible();
  await drop('moons.csv', 'text/csv');
  await expect(page.getByText('“moons.csv” is points')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await lookAt(page, 'Picture x_0')).text).toBe(text);
});

// If it broke: “Denoise from here” would begin with something else than the noise shown.
test('a run begins from here, toward any class, and leads back', async ({ page }) => {
  await page.goto('./?backend=wasm#/noise?steps=10&image=71&level=600&noise=3');
  await answered(page);
  const xt = await stateOf(page, (_, __, noise) => Array.from(noise.answers.linear!.sample.xt));
  await page
    .getByRole('radiogroup', { name: 'Then toward' })
    .getByRole('radio', { name: '3', exact: true })
    .click();
  await page.getByRole('button', { name: 'Denoise from here' }).click();
  await expect(page.getByRole('img', { name: 'Guided x_t', exact: true })).toBeVisible();
  await untilDone(page);
  const run = await stateOf(page, (_, path) => ({
    t: path.timesteps[0],
    target: path.settings.target,
    xt: Array.from(path.steps[0]!.xt!).slice(0, 784),
    tip: Array.from(path.tip!.xt),
  }));
  expect([run.t, run.target]).toEqual([600, classTarget(3)]);
  expect(run.xt).toEqual(xt);
  await expect(
    page.getByText('This run begins with a picture that was taken into noise, at t = 600.'),
  ).toBeVisible();
  await expect(page).toHaveURL(/#\/denoise\?.*image=71&level=600&noise=3&from=noise/);

  await page.getByRole('link', { name: 'Back to Noise' }).click();
  await expect(page.getByRole('slider', { name: 'Noise level' })).toHaveValue('600');
  await page.getByRole('tab', { name: 'Denoise' }).click();
  expect(await stateOf(page, (_, path) => Array.from(path.tip!.xt))).toEqual(run.tip);

  await expect(page).toHaveURL(/from=noise/);
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await untilDone(page);
  expect(await stateOf(page, (_, path) => Array.from(path.tip!.xt))).toEqual(run.tip);
  await page.getByRole('button', { name: 'Begin with noise' }).click();
  await waitForState(page, (_, path) => path.timesteps[0] === 999);
});

// If it broke: Noise would be closed to a screen reader.
test('axe finds nothing on Noise', async ({ page }) => {
  await page.goto('./?backend=wasm#/noise');
  await answered(page);
  await swept(page);
  await expectNoViolations(page, 'a picture');
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  await expect(page.getByRole('application', { name: 'Drawing surface' })).toBeVisible();
  await expectNoViolations(page, 'a drawing');
});

// If it broke: Noise would scroll sideways on a phone.
test('nothing of Noise sticks out, however narrow the screen', async ({ page }) => {
  await page.goto('./?backend=wasm#/noise');
  await answered(page);
  const expectWithin = async (state: string) => {
    for (const width of [320, 360, 820, 1100]) {
      await page.setViewportSize({ width, height: 740 });
      const beyond = await page.getByRole('main').evaluate((main) => main.scrollWidth - innerWidth);
      expect(beyond, `${state}, ${width} px`).toBeLessThanOrEqual(0);
    }
  };
  await expectWithin('a picture');
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  await expect(page.getByRole('application', { name: 'Drawing surface' })).toBeVisible();
  await expectWithin('a drawing');
});
