// Which model a sample sheet belongs to.

import type { PackInfo } from '../../terms/pack-info';

/** What a pack's sheet says that it belongs to. */
export function sheetOwner({ id, sha256 }: PackInfo): string {
  return sha256 ?? id;
}
