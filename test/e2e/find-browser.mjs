// The Chromium to test in: one that NUDGE_BROWSER names, Playwright's own, or the system's. On Debian as root it
// installs the package.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const wellKnown = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

function say(line) {
  process.stderr.write(`${line}\n`);
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
}

function installed() {
  const own = chromium.executablePath();
  return existsSync(own) ? own : (onPath() ?? wellKnown.find(existsSync));
}

/** @returns the path of an executable; ends the process with a sentence when there is none */
export function findBrowser() {
  const told = process.env.NUDGE_BROWSER;
  if (told !== undefined) {
    if (existsSync(told)) return told;
    say(`NUDGE_BROWSER: expected the path of a Chromium, got ${told}, which is not there.`);
    process.exit(1);
  }
  const found = installed();
  if (found !== undefined) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    say('No Chromium found: installing the Debian package.');
    execFileSync('apt-get', ['update', '-q'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-q', 'chromium'], { stdio: 'inherit' });
    const now = installed();
    if (now !== undefined) return now;
  }
  say(
    'The end-to-end tests need a Chromium. Install one (npx playwright install chromium, or your system’s chromium ' +
      'or google-chrome package), or name one in NUDGE_BROWSER.',
  );
  process.exit(1);
}
