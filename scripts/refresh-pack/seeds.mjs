// The seeds that flows in the browser rely on, found by what they rely on.

import { readFileSync, writeFileSync } from 'node:fs';

/** How sure the judge must be: on another machine a picture differs a little. */
const SURE = 0.98;

/** The least seed of samples.json (npm run sample) whose samples are all read as asked. */
export function seedReadAsAsked({ seeds, targets, verdicts }) {
  const good = (seed) =>
    verdicts.every(
      (verdict, i) => seeds[i] !== seed || (verdict.label === targets[i] && verdict.probability >= SURE),
    );
  const found = [...new Set(seeds)].toSorted((a, b) => a - b).find(good);
  if (found === undefined)
    throw new Error(`seeds: expected one that is read as asked at ${SURE}, got none of ${seeds.length}`);
  return found;
}

export function writeSeeds(samples, out) {
  const drawn = JSON.parse(readFileSync(samples, 'utf8'));
  const readAsAsked = {
    about: `the judge reads each of the targets as such, at ${SURE} or more`,
    targets: [...new Set(drawn.targets)],
    steps: drawn.steps,
    seed: seedReadAsAsked(drawn),
  };
  writeFileSync(out, `${JSON.stringify({ readAsAsked }, null, 2)}\n`);
}
