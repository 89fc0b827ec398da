// Firefox, driven through WebDriver BiDi, and what a flow asks of its page.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { PATIENCE_MS } from './page-state.mjs';

const NAMES = ['firefox-esr', 'firefox'];

/** @returns null where there is none */
export function findFirefox() {
  if (process.env.NUDGE_FIREFOX) return process.env.NUDGE_FIREFOX;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  places.push('/Applications/Firefox.app/Contents/MacOS/firefox');
  return places.find((place) => existsSync(place)) ?? null;
}

/** @param downloads the folder that files are saved to, without a question */
export async function startFirefox(executablePath, downloads) {
  return await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    protocolTimeout: PATIENCE_MS,
    timeout: PATIENCE_MS,
    extraPrefsFirefox: {
      'browser.download.dir': downloads,
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
      'browser.helperApps.neverAsk.saveToDisk': 'image/png,application/json,application/octet-stream',
    },
  });
}

/** @returns the page, and what its console complained of since it was last asked */
export async function openPage(browser) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${String(error)}`));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      reportError(new Error(`against the policy: ${violatedDirective} ${blockedURI}`));
    });
  });
  return { page, takeComplaints: () => complaints.splice(0) };
}

/** By its role and its name, as a person finds it. */
export const byRole = (page, role, name) =>
  page.locator(`::-p-aria([role="${role}"][name="${name}"])`).setTimeout(PATIENCE_MS);

/** In a new document, also where the address differs in its hash alone. */
export async function open(page, url) {
  await page.goto('about:blank');
  await page.goto(url);
}
