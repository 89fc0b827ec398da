// What a person does, in Firefox, on WASM. Few steps: what the pictures show matters little here.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { byRole, open } from './firefox-page.mjs';
import { stateOf, until, untilDone, untilState } from './page-state.mjs';

function expectThat(holds, what) {
  if (!holds) throw new Error(`expected ${what}`);
}

const denoise = (settings) => `?backend=wasm#/denoise?${settings}`;

/** Colours on the canvas of that name: 1 is an empty one. */
const coloursOn = (page, name) =>
  page.evaluate((label) => {
    const canvas = document.querySelector(`canvas[role=img][aria-label="${label}"]`);
    if (canvas === null) return 0;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  }, name);

async function opens({ page, url }) {
  await open(page, `${url}?backend=wasm`);
  await untilState(page, 'images', (_, path) => path.steps.length >= 2);
  const said = await page.$eval('header', (header) => header.innerText);
  expectThat(/WASM/.test(said), `the header to say WASM, got “${said}”`);
}

async function runs({ page, url }) {
  await open(page, url + denoise('steps=20&seed=1&target=3'));
  await untilDone(page);
  // not the nudge: the last step has none
  for (const name of ['Guided x_t', 'Unguided x_t', 'Guided predicted x_0']) {
    await until(`something on “${name}”`, async () => (await coloursOn(page, name)) > 8);
  }
  await until('the judge', () => page.$eval('main', (main) => /judge: \d/.test(main.innerText)));
}

async function steers({ page, url }) {
  await open(page, url + denoise('steps=100&seed=5&target=3'));
  await untilState(page, 'images', (_, path) => path.steps.length >= 3);
  await byRole(page, 'radio', '8').click();
  await untilDone(page);
  const targets = await stateOf(page, 'images', (_, path) =>
    path.steps.map(({ lanes }) => lanes[0].target.index),
  );
  expectThat(targets[0] === 3 && targets.at(-1) === 8, `a run from 3 to 8, got ${targets.join(' ')}`);
  await until('the address to follow', () => page.url().includes('8'));
}

async function scrubs({ page, url }) {
  await open(page, url + denoise('steps=20&seed=1'));
  await untilDone(page);
  await page.focus('::-p-aria([role="slider"][name="Timestep"])');
  await page.keyboard.press('Home');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await untilState(page, 'images', ({ history }) => history.cursor !== null && history.cursor < 19);
  const before = await stateOf(page, 'images', ({ history }) => history.cursor);
  await byRole(page, 'button', 'Step back').click();
  await until(
    'one step back',
    async () => (await stateOf(page, 'images', ({ history }) => history.cursor)) === before - 1,
  );
}

async function branches({ page, url }) {
  await open(page, url + denoise('steps=20&seed=1'));
  await untilDone(page);
  const first = await stateOf(page, 'images', (_, path) => Array.from(path.tip.xt));
  await page.evaluate(() => window.worlds.images.actions.scrub(8));
  await byRole(page, 'button', 'Branch').click();
  await byRole(page, 'radio', '5').click();
  await byRole(page, 'button', 'Play').click();
  await untilState(page, 'images', ({ run }, path) => run.status === 'done' && path.branchedAt !== null);
  const second = await stateOf(page, 'images', (_, path) => Array.from(path.tip.xt));
  expectThat(first.join() !== second.join(), 'another picture on the branch');
}

async function looksAtNoise({ page, url }) {
  await open(page, `${url}?backend=wasm#/noise`);
  const answered = () =>
    untilState(page, 'images', (_, __, noise) => noise.answers.linear?.sample.t === noise.settings.t);
  await answered();
  await page.focus('::-p-aria([role="slider"][name="Noise level"])');
  await page.keyboard.press('End');
  await answered();
  await until('a predicted picture', async () => (await coloursOn(page, 'Predicted x_0')) > 8);
}

async function samplesThePlane({ page, url }) {
  await open(page, `${url}?backend=wasm#/plane?denoiser=exact&guide=exact&steps=20`);
  await untilDone(page, 'plane');
  await until('particles', async () => (await coloursOn(page, 'Particles')) > 8);
}

async function trainsThePlane({ page, url }) {
  await open(page, `${url}?backend=wasm#/plane?steps=10&width=32&train=200`);
  await byRole(page, 'button', 'Train').click();
  await untilState(
    page,
    'plane',
    (_, __, { training }) => training?.step === 200 && training.status !== 'training',
  );
}

async function writesWords({ page, url }) {
  await open(page, `${url}?backend=wasm#/words?steps=10&seed=3&slots=food%3DItalian`);
  await untilDone(page, 'words');
  await until('the rules’ verdict', () => page.$eval('main', (main) => /Food: Italian/.test(main.innerText)));
}

/** @param choose hands something to the page's hidden input */
async function opensOwnModel({ page, url }, label, choose) {
  await open(page, url + denoise('steps=10&target=1&seed=3'));
  await untilDone(page);
  await byRole(page, 'button', 'Open model').click();
  await choose(await page.waitForSelector(`input[aria-label="${label}"]`));
  await untilState(page, 'images', ({ model, run }) => model.fromFiles && run.status === 'done');
  await until('its name', () => page.$eval('main', (main) => main.innerText.includes('Tiny')));
}

/** As Firefox's dialog hands a folder over: WebDriver BiDi chooses files alone. @param files [path in it, bytes] of each */
const chooseFolder = (input, files) =>
  input.evaluate(
    (element, given) => {
      const chosen = given.map(([path, bytes]) => {
        const file = new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], path.split('/').at(-1));
        return Object.defineProperty(file, 'webkitRelativePath', { value: `tiny/${path}` });
      });
      Object.defineProperty(element, 'files', { value: chosen });
      element.dispatchEvent(new Event('change', { bubbles: true }));
    },
    files.map(([path, bytes]) => [path, bytes.toString('base64')]),
  );

/** @returns the bytes of the file that comes into the folder */
async function saved(folder, make) {
  const before = new Set(await readdir(folder));
  await make();
  let name;
  await until('a saved file', async () => {
    name = (await readdir(folder)).find((each) => !before.has(each) && !each.endsWith('.part'));
    return name !== undefined && (await readFile(join(folder, name))).length > 0;
  });
  return await readFile(join(folder, name));
}

async function savesAPicture({ page, url, downloads }) {
  await open(page, url + denoise('steps=10&seed=1'));
  await untilDone(page);
  await byRole(page, 'button', 'Save').click();
  const button = byRole(page, 'button', 'Pictures (PNG): Save file');
  const { width, height } = decode(await saved(downloads, () => button.click()));
  expectThat(width > 28 && height > 28, `a picture, got ${width} × ${height}`);
}

async function savesARun({ page, url, downloads }) {
  await open(page, url + denoise('steps=10&seed=1'));
  await untilDone(page);
  const tip = await stateOf(page, 'images', (_, path) => Array.from(path.tip.xt));
  await byRole(page, 'button', 'Share').click();
  const button = byRole(page, 'button', 'Save the run as a file');
  const file = await saved(downloads, () => button.click());
  JSON.parse(file.toString());
  await open(page, url + denoise('steps=10&seed=2'));
  await untilDone(page);
  await byRole(page, 'button', 'Open model').click();
  const input = await page.waitForSelector('input[aria-label="Choose an archive or a run"]');
  const newest = (await readdir(downloads)).find((name) => name.endsWith('.json'));
  await input.uploadFile(join(downloads, newest));
  await untilState(page, 'images', ({ run }, path) => run.status === 'done' && path.settings.seed === 1);
  const again = await stateOf(page, 'images', (_, path) => Array.from(path.tip.xt));
  expectThat(again.join() === tip.join(), 'the same run from its file');
}

/** In the order in which they are listed. Each begins with a page of its own. */
export const flows = [
  ['opens, and a run begins', opens],
  ['a run to its end', runs],
  ['steer in mid-run', steers],
  ['scrub', scrubs],
  ['branch', branches],
  ['Noise', looksAtNoise],
  ['Plane, exact', samplesThePlane],
  ['Plane, trained', trainsThePlane],
  ['Words', writesWords],
  [
    'own model: a folder',
    (given) => opensOwnModel(given, 'Choose a folder', (input) => chooseFolder(input, given.files)),
  ],
  [
    'own model: a ZIP',
    (given) => opensOwnModel(given, 'Choose an archive or a run', (input) => input.uploadFile(given.zip)),
  ],
  ['save a picture', savesAPicture],
  ['save a run, and open it', savesARun],
];
