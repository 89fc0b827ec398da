// npm run bench: measures in real Chromium, prints a table and writes bench/results/. `-- --only page` runs one part.

import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findBrowser } from '../test/e2e/find-browser.mjs';
import { benchDispatches } from './dispatches.mjs';
import { benchPage } from './page.mjs';

const PORT = 4176;
const parts = { page: benchPage, dispatches: benchDispatches };

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const names = values.only === undefined ? Object.keys(parts) : [values.only];
const unknown = names.find((name) => !(name in parts));
if (unknown !== undefined) {
  process.stderr.write(`--only: expected ${Object.keys(parts).join(' or ')}, got ${unknown}\n`);
  process.exit(2);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const server = spawn(
  process.execPath,
  ['node_modules/vite/bin/vite.js', 'preview', '--port', `${PORT}`, '--strictPort'],
  {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
await new Promise((resolve) => server.stdout.once('data', resolve));
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
const session = {
  url: `http://localhost:${PORT}/`,
  newPage: () => browser.newPage({ viewport: { width: 1440, height: 900 } }),
};
try {
  const machine = `${cpus().length} × ${cpus()[0]?.model}, Chromium ${browser.version()}`;
  process.stdout.write(`${machine}\n`);
  for (const name of names) {
    const rows = await parts[name](session);
    process.stdout.write(`\n${name}\n`);
    for (const [what, value] of Object.entries(rows)) {
      process.stdout.write(`  ${value.toFixed(1).padStart(8)}  ${what}\n`);
    }
    const folder = fileURLToPath(new URL('results/', import.meta.url));
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}${name}.json`, JSON.stringify({ machine, rows }, null, 2));
  }
} finally {
  await browser.close();
  server.kill();
}
