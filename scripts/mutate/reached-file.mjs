import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Where a test notes which mutants' places it reaches. */
export function reachedFile(folder, test) {
  return join(folder, `${createHash('sha256').update(test).digest('hex').slice(0, 16)}.json`);
}
