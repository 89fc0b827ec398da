// Classifiers with a head for each of several slots: the attributes of a face, what is said of a restaurant. A slot's
// values are classes of one softmax; the values of all slots lie side by side, slot after slot.

import type { Slot } from '../terms/pack-info';

/** Values of all slots, K. */
export function valueCount(slots: readonly Slot[]): number {
  return slots.reduce((sum, { labels }) => sum + labels.length, 0);
}

/**
 * What lanes ask for, as a multi-hot vector for a classifier: 1 at each value.
 *
 * @param wanted of each lane, the index of a value for each slot; -1 where any will do
 * @returns [B, K]
 */
export function chosenValues(
  slots: readonly Slot[],
  wanted: readonly (readonly number[])[],
): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(wanted.length * valueCount(slots));
  let first = 0;
  for (const values of wanted) {
    slots.forEach((slot, i) => {
      const value = values[i] ?? -1;
      if (value >= 0) rows[first + value] = 1;
      first += slot.labels.length;
    });
  }
  return rows;
}

/** A softmax of each slot's logits. @param logits [B, K] @returns [B, K] */
export function slotSoftmax(slots: readonly Slot[], logits: Float32Array): Float32Array<ArrayBuffer> {
  const out = new Float32Array(logits.length);
  for (let first = 0; first < logits.length;) {
    for (const { labels } of slots) {
      const own = logits.subarray(first, first + labels.length);
      const top = Math.max(...own);
      const sum = own.reduce((total, logit) => total + Math.exp(logit - top), 0);
      own.forEach((logit, k) => (out[first + k] = Math.exp(logit - top) / sum));
      first += labels.length;
    }
  }
  return out;
}
