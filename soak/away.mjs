// A tab that the browser freezes, and a page that it keeps while another is looked at. In Chromium, by puppeteer:
// Playwright's pages always count as seen, and so are never frozen.

import { createServer, request } from 'node:http';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../test/e2e/find-browser.mjs';
import { openPage } from './firefox-page.mjs';
import { PATIENCE_MS, stateOf, until, untilDone, untilState } from './page-state.mjs';

const STEPS = 60;
const settings = `?backend=wasm#/denoise?steps=${STEPS}&seed=7`;
/** After so many steps of the run. */
const MOMENTS = [1, 20, 40];
/** What the page waits for without a word, and more. */
const FROZEN_MS = 20_000;

const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const finished = (page) => stateOf(page, 'images', (_, path) => Array.from(path.tip.xt).join());
const stepsOf = (page) => stateOf(page, 'images', (_, path) => path.steps.length);

/** In the page: what the browser tells it of its life. */
function hearLife() {
  window.life = [];
  const note = ({ type, persisted }) => window.life.push(persisted === true ? `${type}, kept` : type);
  for (const type of ['freeze', 'resume']) document.addEventListener(type, note);
  for (const type of ['pagehide', 'pageshow']) addEventListener(type, note);
}

/** In the page: what is said in it from now on. */
function hearSaid() {
  window.said = [];
  window.worlds.images.store.subscribe(({ notice, error }) => {
    window.said.push(...[notice, error?.message ?? null].filter((said) => said !== null));
  });
}

/** @returns null, or what was not as if nothing had been */
async function lossOf({ page, takeComplaints }, expected, heard) {
  const lost = takeComplaints();
  const [life, said] = await page.evaluate('[window.life, window.said]');
  for (const event of heard) if (!life.includes(event)) lost.push(`the page has not heard of: ${event}`);
  lost.push(...new Set(said));
  if ((await finished(page)) !== expected) lost.push('another picture than in a calm tab');
  return lost.join('\n') || null;
}

/** @returns null, or that something went on meanwhile */
async function freeze(page, milliseconds) {
  const session = await page.createCDPSession();
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  const before = await stepsOf(page);
  await rest(milliseconds);
  const after = await stepsOf(page);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await session.detach();
  if (before !== after) throw new Error(`a frozen tab took ${after - before} steps`);
}

/** The same host, which keeps back what matches until it is let go. */
async function holding(url, pattern) {
  const held = [];
  const server = createServer((asked, answer) => {
    const pass = () =>
      request(new URL(asked.url, url), { headers: asked.headers }, (given) => {
        answer.writeHead(given.statusCode, given.headers);
        given.pipe(answer);
      }).end();
    if (pattern.test(asked.url)) held.push(pass);
    else pass();
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  const letGo = () => held.forEach((pass) => pass());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://localhost:${server.address().port}/`, held, letGo, close };
}

async function whileItOpens(opened, url, expected) {
  const { page } = opened;
  const host = await holding(url, /digits\/unet\/.*safetensors$/);
  try {
    await page.evaluateOnNewDocument(hearLife);
    await page.goto(host.url + settings);
    await until('its file to be asked for', () => host.held.length > 0);
    await page.evaluate(hearSaid);
    await freeze(page, FROZEN_MS);
    host.letGo();
    await untilDone(page);
    const lost = await lossOf(opened, expected, ['freeze', 'resume']);
    return { what: 'frozen while a model opens', times: 1, lost };
  } finally {
    host.close();
  }
}

/** A run, of which something has been taken. */
async function begin(page, url) {
  await page.evaluateOnNewDocument(hearLife);
  await page.goto(url + settings);
  await untilState(page, 'images', (_, path) => path.steps.length > 0);
  await page.evaluate(hearSaid);
}

async function inMidRun(opened, url, expected, moments) {
  const { page } = opened;
  await begin(page, url);
  for (const moment of moments) {
    await until(`step ${moment}`, async () => (await stepsOf(page)) >= moment);
    await freeze(page, FROZEN_MS);
  }
  await untilDone(page);
  const lost = await lossOf(opened, expected, ['freeze', 'resume']);
  return { what: 'frozen in mid-run', times: moments.length, lost };
}

async function keptByTheBrowser(opened, url, expected, moments) {
  const { page } = opened;
  await begin(page, url);
  for (const moment of moments) {
    await until(`step ${moment}`, async () => (await stepsOf(page)) >= moment);
    await page.goto('data:text/html,elsewhere');
    await rest(1000);
    await page.goBack({ timeout: PATIENCE_MS });
    const life = await page.evaluate('window.life');
    if (life.at(-1) !== 'pageshow, kept')
      throw new Error(`expected the page as it was kept, got ${life.join('; ')}`);
  }
  await untilDone(page);
  const lost = await lossOf(opened, expected, ['pageshow, kept']);
  return { what: 'another page, and back, in mid-run', times: moments.length, lost };
}

export async function run({ url, short }, report) {
  const moments = short ? MOMENTS.slice(1, 2) : MOMENTS;
  const browser = await puppeteer.launch({
    executablePath: findBrowser(),
    headless: true,
    protocolTimeout: PATIENCE_MS,
    timeout: PATIENCE_MS,
    args: ['--no-sandbox'],
  });
  try {
    const calm = await openPage(browser);
    await calm.page.goto(url + settings);
    await untilDone(calm.page);
    const expected = await finished(calm.page);
    await calm.page.close();
    for (const act of [whileItOpens, inMidRun, keptByTheBrowser]) {
      const opened = await openPage(browser);
      report(await act(opened, url, expected, moments));
      await opened.page.close();
    }
  } finally {
    await browser.close();
  }
}
