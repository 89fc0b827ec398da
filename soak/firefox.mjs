// The flows on WASM in Firefox. An error in its console fails the flow.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { flows } from './firefox-flows.mjs';
import { findFirefox, openPage, startFirefox } from './firefox-page.mjs';

const tiny = fileURLToPath(new URL('../test/pack/tiny/', import.meta.url));

/** @returns [path in it, bytes] of each */
function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => [relative(folder, path), readFileSync(path)]);
}

export async function run({ url }, report) {
  const found = findFirefox();
  if (found === null) {
    const lost =
      'There is no Firefox here: install it (Debian: apt-get install firefox-esr), or name one in NUDGE_FIREFOX.';
    report({ what: 'Firefox', times: 0, lost });
    return;
  }
  const downloads = await mkdtemp(join(tmpdir(), 'nudge-soak-'));
  const folder = await mkdtemp(join(tmpdir(), 'nudge-soak-'));
  const zip = join(folder, 'tiny.zip');
  const files = filesIn(tiny);
  await writeFile(zip, zipSync(Object.fromEntries(files)));
  const browser = await startFirefox(found, downloads);
  try {
    process.stdout.write(`  ${await browser.version()}\n`);
    const { page, takeComplaints } = await openPage(browser);
    const wanted = process.env.NUDGE_SOAK_FLOW;
    for (const [what, flow] of flows) {
      if (wanted !== undefined && !what.includes(wanted)) continue;
      let lost = null;
      try {
        await flow({ page, url, downloads, files, zip });
      } catch (error) {
        lost = String(error instanceof Error ? error.message : error);
      }
      const complaints = takeComplaints();
      if (complaints.length > 0) lost = [lost ?? 'errors in the console', ...complaints].join('\n');
      report({ what, times: 1, lost });
      if (lost !== null && process.env.NUDGE_SOAK_SHOTS) {
        await page.screenshot({
          path: join(process.env.NUDGE_SOAK_SHOTS, `${what.replaceAll(/\W+/g, '-')}.png`),
        });
      }
    }
  } finally {
    await browser.close();
    for (const each of [downloads, folder]) await rm(each, { recursive: true, force: true });
  }
}
