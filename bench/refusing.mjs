// Broken packs are found out soon: 300 mutants of the tiny pack, over the sound one.

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleForNode } from './node-bundle.mjs';
import { median } from './table.mjs';

const MUTANTS = 300;
/** Of the longest one, times the sound pack: what is read and computed twice over, and a collector's pause. */
const MOST = 20;

export async function run() {
  // the one folder that the bundle asks for is that of the tiny pack
  const folder = fileURLToPath(new URL('../test/pack', import.meta.url));
  const bundle = await bundleForNode('refusing.ts', 'refusing', {
    'import.meta.dirname': JSON.stringify(folder),
  });
  const { measureRefusals } = createRequire(import.meta.url)(bundle);
  const report = await measureRefusals(MUTANTS);
  const sound = median(report.sound);
  const longest = Math.max(...report.mutants);
  const rows = {
    'the sound pack, opened and asked, ms': sound,
    [`${MUTANTS} mutants, median, times the sound pack`]: median(report.mutants) / sound,
    [`${MUTANTS} mutants, the longest, times the sound pack`]: longest / sound,
  };
  const remarks =
    longest <= MOST * sound
      ? []
      : [
          `Missed: mutant ${report.mutants.indexOf(longest)} takes ${(longest / sound).toFixed(1)} times the sound pack, at most ${MOST} is asked for.`,
        ];
  return { rows, remarks, report };
}
