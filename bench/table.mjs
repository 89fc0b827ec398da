// Rows of figures, printed and kept.

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Enough digits to compare by, few enough to read. */
function figure(value) {
  if (Number.isNaN(value)) return 'none';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential(1);
  return value.toFixed(size >= 1000 ? 0 : size >= 10 ? 1 : 2);
}

/** @param rows name to number, or to { median, lowerQuartile, upperQuartile } */
export function printRows(rows) {
  for (const [name, value] of Object.entries(rows)) {
    const single = typeof value === 'number';
    const spread = single ? '' : `  (${figure(value.lowerQuartile)} to ${figure(value.upperQuartile)})`;
    process.stdout.write(`  ${figure(single ? value : value.median).padStart(9)}  ${name}${spread}\n`);
  }
}

/** bench/results/<name>.json */
export function keepResults(name, results) {
  const folder = fileURLToPath(new URL('results/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify(results, null, 2)}\n`);
}
