// npm run test:e2e: builds the page, then runs the flows in real Chromium. Arguments go to Playwright.

import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { findBrowser } from './find-browser.mjs';

/** A port that nothing listens on just now. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, 'localhost', () => {
      const { port } = server.address();
      server.close(() => resolve(`${port}`));
    });
  });
}

const env = {
  ...process.env,
  NUDGE_BROWSER: findBrowser(),
  NUDGE_BUILT_PORT: await freePort(),
  NUDGE_DEVELOPMENT_PORT: await freePort(),
};

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
