// npm run test:e2e: builds the page, then runs the flows in real Chromium. Arguments go to Playwright.

import { spawnSync } from 'node:child_process';
import { findBrowser } from './find-browser.mjs';

const env = { ...process.env, NUDGE_BROWSER: findBrowser() };

function run(...command) {
  const { status } = spawnSync('npx', ['--no-install', ...command], {
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

run('vite', 'build', '--logLevel', 'warn');
run('playwright', 'test', '--config', 'test/e2e/playwright.config.ts', ...process.argv.slice(2));
