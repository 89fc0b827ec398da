// Parts of the page that are loaded on demand.

import { partMissing, troubleOf } from './causes';

/** @throws NudgeError `part-missing` where it does not come */
export async function part<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw troubleOf(partMissing, 'A part of this page');
  }
}
