// npm run bench: measures in real Chromium, prints a table and writes bench/results/. `-- --only wasm` runs one part.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findBrowser } from '../test/e2e/find-browser.mjs';
import { keepResults, printRows } from './table.mjs';

/** Each exports `run(): Promise<{ rows, remarks?, report? }>`. */
const parts = {
  page: './page.mjs',
  wasm: './wasm.mjs',
  growth: './growth.mjs',
  webgpu: './webgpu.mjs',
  memory: './memory.mjs',
  dawn: './dawn.mjs',
  plane: './plane.mjs',
  refusing: './refusing.mjs',
  losses: './losses.mjs',
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const names = values.only?.split(',') ?? Object.keys(parts);
const unknown = names.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) {
  process.stderr.write(`--only: expected some of ${Object.keys(parts).join(',')}, got ${unknown}\n`);
  process.exit(2);
}

const here = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${here}node_modules/onnxruntime-web`)) {
  process.stdout.write('Installing what the bench compares with (300 MB, once).\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
}

const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
const machine = `${cpus().length} × ${cpus()[0]?.model}, Chromium ${browser.version()}`;
await browser.close();
process.stdout.write(`${machine}\n`);

const failures = [];
for (const name of names) {
  process.stdout.write(`\n${name}\n`);
  const begun = Date.now();
  try {
    const { run } = await import(parts[name]);
    const { rows, remarks = [], report = null } = await run();
    printRows(rows);
    for (const remark of remarks) process.stdout.write(`  ${remark}\n`);
    keepResults(name, { machine, rows, remarks, report });
  } catch (error) {
    failures.push(name);
    process.stdout.write(`  failed: ${error instanceof Error ? error.message : String(error)}\n`);
  }
  process.stdout.write(`  in ${Math.round((Date.now() - begun) / 1000)} s\n`);
}
if (failures.length > 0) {
  process.stderr.write(`\nbench: ${failures.join(', ')} failed\n`);
  process.exitCode = 1;
}
