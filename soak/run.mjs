// npm run soak: what takes too long for npm test. It prints what was done, how often, and what was lost.
// `-- --only firefox` runs one part; `-- --short` does everything a few times, to see that the soak itself works.
// NUDGE_SOAK_SLOW=4 waits four times as long for everything, on a machine that has other things to do.

import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { startPreview } from '../bench/preview-server.mjs';

/** Each exports `run({ url, short }, report)`: it reports rows of { what, times, lost }, null where nothing was. */
const parts = {
  firefox: './firefox.mjs',
  steps: './steps.mjs',
  visits: './visits.mjs',
  changes: './changes.mjs',
  away: './away.mjs',
};

const { values } = parseArgs({ options: { only: { type: 'string' }, short: { type: 'boolean' } } });
const names = values.only?.split(',') ?? Object.keys(parts);
const unknown = names.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) {
  process.stderr.write(`--only: expected some of ${Object.keys(parts).join(',')}, got ${unknown}\n`);
  process.exit(2);
}

/** A port that nothing listens on just now. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, 'localhost', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const since = (begun) => `${Math.round((Date.now() - begun) / 1000)} s`;

if (process.env.NUDGE_SOAK_BUILT === undefined) {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}
const preview = await startPreview(await freePort(), process.env.NUDGE_SOAK_BUILT);
let lost = 0;
const begun = Date.now();
try {
  for (const name of names) {
    process.stdout.write(`\n${name}\n`);
    let last = Date.now();
    const report = ({ what, times, lost: missing }) => {
      if (missing !== null) lost++;
      const [first, ...more] = (missing ?? 'nothing is lost').split('\n');
      process.stdout.write(`  ${what.padEnd(52)} ${String(times).padStart(6)}  ${first}  (${since(last)})\n`);
      for (const line of more) process.stdout.write(`      ${line}\n`);
      last = Date.now();
    };
    try {
      const { run } = await import(parts[name]);
      await run({ url: preview.url, short: values.short === true }, report);
    } catch (error) {
      report({ what: name, times: '', lost: String(error instanceof Error ? error.stack : error) });
    }
  }
} finally {
  preview.stop();
}
process.stdout.write(
  `\n${lost === 0 ? 'Nothing was lost' : `${lost} rows lost something`}, in ${since(begun)}.\n`,
);
if (lost > 0) process.exitCode = 1;
