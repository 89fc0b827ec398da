// Which models have to go before another can be kept. Pure.

import type { KeptModel } from './kept-models';

/** Bytes of all models together that are kept. */
export const MOST_KEPT_BYTES = 500e6;

/**
 * @param kept the oldest first
 * @param left bytes that the browser still gives, beside what is kept
 * @returns the oldest that have to go, as few as do; null where it would not fit alone
 */
export function roomFor(
  bytes: number,
  kept: readonly KeptModel[],
  left: number,
  most = MOST_KEPT_BYTES,
): readonly KeptModel[] | null {
  const total = kept.reduce((sum, model) => sum + model.bytes, 0);
  const room = Math.min(most - total, left);
  let freed = 0;
  let count = 0;
  while (room + freed < bytes) {
    const oldest = kept[count];
    if (oldest === undefined) return null;
    freed += oldest.bytes;
    count++;
  }
  return kept.slice(0, count);
}
