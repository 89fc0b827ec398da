// Loaded before each test file: it notes which mutants' places the file's tests reach.

import { writeFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';
import { reachedFile } from './reached-file.mjs';

globalThis.nudgeReached = new Set();
const folder = process.env.NUDGE_REACHED;
afterAll(() => {
  const { testPath } = expect.getState();
  if (folder !== undefined && testPath !== undefined)
    writeFileSync(reachedFile(folder, testPath), JSON.stringify([...globalThis.nudgeReached]));
});
