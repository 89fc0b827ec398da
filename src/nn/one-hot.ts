// Labels as rows of zeros with a one.

/** @returns [B, K]; a label of -1 has no one */
export function oneHot(labels: Int32Array, K: number): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(labels.length * K);
  labels.forEach((label, b) => {
    if (label >= 0) rows[b * K + label] = 1;
  });
  return rows;
}
