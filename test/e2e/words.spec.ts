// Words in a real browser: a sentence forms beside its twin, what is asked for steers it, the rules judge, and everybody
// can use it. Few steps: what it says matters little here.

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { decode } from 'fast-png';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { smallWords } from '../pack/small-words';
import { tinyPack } from '../pack/tiny-pack';
import { violations } from './axe';
import { goTo } from './go-to';
import { expect, ofWorld, test, untilDone as untilPicture, untilLive } from './page';

const { stateOf, untilDone, waitForState } = ofWorld('words');
const START = './?backend=wasm#/words?steps=10&seed=3&slots=food%3DItalian';

const tokens = (page: Parameters<typeof stateOf>[0]) => stateOf(page, (_, path) => [...(path.tip?.xt ?? [])]);

// If it broke: sentences would not be what was asked for, nor say so.
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

// If it broke: a link would open another sentence.
test('a link restores the sentence', async ({ page }) => {
  await page.goto(START);
  await untilDone(page);
  const first = await tokens(page);
  await page.goto('about:blank');
  await page.goto(START);
  await untilDone(page);
  expect(await tokens(page)).toEqual(first);
});

// If it broke: another machine’s sentence would be shown as the sender’s.
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
  await expect(region).toContainText('The run ends in other words here.');
  await region.getByRole('button', { name: 'About the sentence that was kept' }).click();
  const why = page.getByRole('dialog', { name: 'About the sentence that was kept' });
  await expect(why).toContainText('another browser, backend or batch rounds otherwise');
  await page.keyboard.press('Escape');
  await expect(why).toHaveCount(0);
  expect(page.url()).toBe(kept);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('slider', { name: 'Timestep' }).press('ArrowLeft');
  await expect(region).toBeHidden();
});

// If it broke: the sentence could not be taken along.
test('the sentence is saved, as text, pictures and data', async ({ page }) => {
  await page.goto(START);
  await untilDone(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Save' });
  await expect(dialog.getByRole('button', { name: 'Sentences (TXT)' })).toBeVisible();
  const save = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^nudge-words-slots_food_Italian-seed-3/);
    return await readFile(await download.path());
  };
  expect((await save('Sentences (TXT)')).toString()).toMatch(/^Guided toward food=Italian, s = 1, seed 3\n/);
  const picture = decode(await save('Pictures (PNG)'));
  expect(new Set(picture.data).size).toBeGreaterThan(30);
  expect(decode(await save('Strip (PNG)')).height).toBeGreaterThan(picture.height);
  const gif = (await save('Animation (GIF)')).toString('latin1');
  expect(gif.split('\x21\xf9\x04').length - 1).toBe(11); // a control block each frame
  const zip = unzipSync(await save('Runnable Python (ZIP)'));
  expect(strFromU8(zip['nudge_run.py']!)).toContain('"targets": [{"slots": {"food": "Italian"}}, ');
  expect(strFromU8(zip['sentences.txt']!).split('\n')).toHaveLength(3);
  const data = JSON.parse((await save('Data (JSON)')).toString());
  expect(data.sentences).toHaveLength(2);
  expect(data.address).toMatch(/^#\/words\?.*&words=2/);
});

// If it broke: a slide of Words would have the wrong parts.
test('a slide has the sentences, the timeline and the controls that it asks for', async ({ page }) => {
  await page.goto(START);
  await untilDone(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog.getByText('its finished words stand in the link')).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: 'What it is to say' })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: 'Sampler' })).not.toBeChecked();
  const iframe = await dialog.getByRole('textbox', { name: 'iframe' }).inputValue();
  const source = /src="([^"]+)"/.exec(iframe)![1]!.replaceAll('&amp;', '&');
  expect(source).toContain('&words=2');
  await page.goto('about:blank');
  // as another browser might have ended
  await page.goto(source.replace(/(words=2....)../, (_, before: string) => `${before}AQ`));
  await untilDone(page);
  await expect(page.getByRole('img', { name: /^Sentence, guided: \w/ })).toBeVisible();
  const parts = [
    page.getByRole('img', { name: /^Sentence, guided/ }),
    page.getByRole('img', { name: /^Sentence, not guided/ }),
    page.getByRole('region', { name: 'Kept sentence' }),
    page.getByRole('slider', { name: 'Timestep' }),
  ];
  await expect(parts[2]!).toBeVisible();
  const tops = await Promise.all(parts.map(async (part) => (await part.boundingBox())!.y));
  expect(tops).toEqual(tops.toSorted((a, b) => a - b)); // one below the other
  expect(new Set(tops).size).toBe(4);
  await expect(page.getByRole('textbox', { name: 'Length' })).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Steps' })).toBeHidden();
  await expect(page.getByRole('tab')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
});

// If it broke: a slide would run another sampler than its link says.
test('a slide takes the sampler of its link, and can offer it', async ({ page }) => {
  await page.goto(`${START}&sampler=ddim`);
  await untilDone(page);
  await expect(page.getByRole('region', { name: 'K updates' })).toContainText('x ← μ');
  const words = await tokens(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByRole('checkbox', { name: 'Sampler' }).check();
  const iframe = await dialog.getByRole('textbox', { name: 'iframe' }).inputValue();
  const source = /src="([^"]+)"/.exec(iframe)![1]!.replaceAll('&amp;', '&');
  await page.goto('about:blank');
  await page.goto(source);
  await untilDone(page);
  expect(await tokens(page)).toEqual(words);
  const sampler = page.getByRole('radiogroup', { name: 'Sampler' });
  await expect(sampler.getByRole('radio', { name: 'DDIM' })).toBeChecked();
  await sampler.getByRole('radio', { name: 'DDPM' }).click();
  await waitForState(page, (state, path) => path.settings.sampler === 'ddpm' && state.run.status === 'done');
  expect(await tokens(page)).not.toEqual(words);
});

// If it broke: the wait would be empty, or the recording never give way.
test('a recorded run plays while the model is on its way, and gives way to the live one', async ({
  page,
}) => {
  let letThrough = (): void => undefined;
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route('**/models/words/denoiser/*.safetensors', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('./?backend=wasm#/words');
  await expect(page.getByText('Meanwhile, a recorded run.')).toBeVisible();
  const says = page.getByText(/^What plays is a recording: s = 1\.0, seed \d+, \d+ steps\./);
  await expect(says).toContainText('What you choose here, the live run begins with.');
  const recordedStep = () => stateOf(page, ({ model, history }) => (model.recorded ? history.cursor : null));
  await expect.poll(recordedStep).toBeGreaterThan(2);
  await expect(page.getByRole('img', { name: /^Sentence, guided: \w/ })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Verdict' })).toContainText('Price: cheap');
  letThrough();
  await untilLive(page, 'words');
  await waitForState(page, (_, path) => path.steps.length > 1); // of the live run
  await expect(says).toHaveCount(0);
});

// If it broke: a link would first show a run of other settings.
test('a link with settings plays no recorded run', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(START);
  await untilDone(page);
  expect(asked.filter((url) => url.includes('recorded'))).toEqual([]);
});

/** Drops an archive on the page. */
async function dropZip(page: Page, name: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const zip = Buffer.from(zipSync(Object.fromEntries(files), { level: 0 })).toString('base64');
  await page.evaluate(
    ([bytes, called]) => {
      const dataTransfer = new DataTransfer();
      const data = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([data], called, { type: 'application/zip' }));
      const event = { dataTransfer, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new DragEvent('drop', event));
    },
    [zip, name] as const,
  );
}

const packNow = (page: Page) => stateOf(page, ({ model }) => model.pack?.id ?? null).catch(() => null);
const picturesNow = (page: Page) =>
  page.evaluate(() => window.worlds?.['images']?.store.getState().model.pack?.id ?? null);

// If it broke: a dropped model would open in a view that cannot show it.
test('a model goes to the view that shows what it makes, wherever it is dropped', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await untilPicture(page);
  for (const [from, name] of [
    ['Denoise', 'one'],
    ['Noise', 'two'],
    ['Plane', 'three'],
  ] as const) {
    await goTo(page, from);
    await expect(page.getByRole('tab', { name: from, exact: true })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('tabpanel', { name: from }).getByRole('region').first()).toBeVisible();
    await dropZip(page, `${name}.zip`, smallWords());
    await expect.poll(() => packNow(page)).toBe(name);
    await expect(page.getByRole('tab', { name: 'Words' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByRole('img', { name: 'Word cloud' })).toHaveCount(0); // it has no plane
    expect(await picturesNow(page)).toBe('digits');
  }
  await dropZip(page, 'four.zip', tinyPack());
  await expect.poll(() => picturesNow(page)).toBe('four');
  await expect(page.getByRole('tab', { name: 'Denoise' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

// If it broke: whoever drags a file would not know whether to let go.
test('what is being dragged over it is told what may be dropped', async ({ page }) => {
  await page.goto(START);
  await untilDone(page);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([''], 'a.zip'));
    document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText(/^Drop a model/)).toBeVisible();
  await page.evaluate(() => document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true })));
  await expect(page.getByText(/^Drop a model/)).toHaveCount(0);
});

/** Of each moment of the timeline: how many columns its lanes have, as they stand apart at its middle. */
async function inksOfStrip(page: Page): Promise<number[]> {
  const strip = page.locator('div:has(> canvas):has(input[type=range]) > canvas');
  return await strip.last().evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) return [];
    const { width, height } = element;
    const row = element.getContext('2d')!.getImageData(0, Math.floor(height / 2), width, 1).data;
    const moments: number[] = [];
    for (let from = 0; from < width; from += 48) {
      let lanes = 0;
      for (let x = from; x < from + 48; x++) {
        const inked = row[4 * x + 3]! > 0;
        if (inked && (x === from || row[4 * x - 1] === 0)) lanes++;
      }
      moments.push(lanes);
    }
    return moments;
  });
}

// If it broke: several sentences could not be compared.
test('all seeds stand as one sentence each, and what repeats is marked and told', async ({ page }) => {
  await page.goto(`${START}&lanes=seeds6`);
  await untilDone(page);
  await expect(page.getByRole('list', { name: 'All sentences' }).getByRole('button')).toHaveCount(6);
  await page.getByRole('button', { name: /^seed 5/ }).click();
  // the timeline has the words of all six, side by side, from the noise to the end
  await expect.poll(() => inksOfStrip(page)).toEqual(Array(11).fill(6));
  await expect(page.getByRole('button', { name: /^seed 5/ })).toHaveAttribute('aria-pressed', 'true');
  const twice = await page.locator('[data-twice=true]').allTextContents();
  const legend = page.getByRole('list', { name: 'Marks on the sentences' });
  await expect(legend.getByText('said twice at once')).toHaveCount(twice.length > 0 ? 1 : 0);
  await expect(page.getByRole('button', { name: 'Copy', exact: true })).toHaveCount(1);
  expect(await violations(page)).toEqual([]);
});

// If it broke: a step of Words could not be understood.
test('its step is said as an algorithm, with a note, and belief in every slot over t', async ({ page }) => {
  await page.goto(START);
  await untilDone(page);
  const algorithm = page.getByRole('region', { name: 'K updates' });
  await expect(algorithm).toContainText('none in the last steps');
  await page.getByRole('slider', { name: 'Timestep' }).press('Home');
  await expect(algorithm).toContainText('K = 3');
  await expect(page.getByRole('region', { name: 'What this step shows' })).toContainText('Pure noise');
  await algorithm.getByRole('button', { name: 'why clamp?' }).click();
  await expect(page.getByRole('dialog', { name: 'why clamp?' })).toContainText(
    '“Clamp to words” turns it off',
  );
  await page.keyboard.press('Escape');
  await expect(
    page.getByRole('img', { name: /^Belief of the noisy classifier in each value of Food/ }),
  ).toBeVisible();
  await page.getByRole('combobox', { name: 'Slot of the belief over t' }).selectOption('Price');
  await expect(page.getByRole('img', { name: /in each value of Price/ })).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Place' }).fill('2');
  await expect(page.getByText(/^Place 2: /)).toBeVisible();
  await expect(page.getByRole('group', { name: 'Try' }).getByRole('button')).toHaveCount(4);
});

// If it broke: a print of Words would lose its marks.
test('goes to paper in one page, and its marks keep their colours', async ({ page }) => {
  await page.goto(START);
  await untilDone(page);
  const marksNow = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('main i')].map((mark) => getComputedStyle(mark).backgroundColor),
    );
  // the view may be drawn a moment after the run is done
  await expect.poll(async () => (await marksNow()).length).toBeGreaterThan(5);
  const marks = await marksNow();
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await marksNow()).toEqual(marks);
  await page.emulateMedia({ forcedColors: 'none', media: 'print' });
  const board = page.getByRole('img', { name: /^Sentence, guided/ });
  const other = page.getByRole('img', { name: /^Sentence, not guided/ });
  const [above, below] = [await board.boundingBox(), await other.boundingBox()];
  expect(above!.height).toBeGreaterThan(10);
  expect(below!.y).toBeGreaterThanOrEqual(above!.y + above!.height);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

// If it broke: on a phone the value that is asked for would stand out of sight in its row.
test('a row of values shows the one that is chosen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(START);
  await expect(page.getByRole('radio', { name: 'Italian' })).toBeInViewport({ ratio: 1 });
});
