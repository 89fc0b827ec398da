// What was made from which weights: test/refresh-pack/<pack>.json has, for each step, the SHA-256 of the weights that it
// read and the files that it made of them.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const pathOf = (root, pack) => join(root, 'test', 'refresh-pack', `${pack}.json`);

/** SHA-256 of a file, in hexadecimal; null where there is none. */
export function sha256(path) {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : null;
}

/** What is noted of a pack: {} where nothing is. */
export function readMadeBy(root, pack) {
  const path = pathOf(root, pack);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/** Notes that what a step makes is of the weights as they are now. */
export function noteStep(root, pack, { name, weights, makes }) {
  const hashes = Object.fromEntries(weights.map((path) => [path, sha256(join(root, path))]));
  const noted = { ...readMadeBy(root, pack), [name]: { weights: hashes, makes } };
  writeFileSync(pathOf(root, pack), `${JSON.stringify(noted, null, 2)}\n`);
}

/** Those steps that were never done, whose weights have changed since, or that have lost a file. */
export function staleSteps(root, steps, noted) {
  return steps.filter(({ name, weights, makes }) => {
    const hashes = noted[name]?.weights ?? {};
    return (
      weights.some((path) => hashes[path] === undefined || hashes[path] !== sha256(join(root, path))) ||
      makes.some((path) => !existsSync(join(root, path)))
    );
  });
}
