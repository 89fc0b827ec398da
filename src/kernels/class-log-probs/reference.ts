// The twin of kernel.wgsl, in double precision.

export interface ReferenceClasses {
  readonly x: ArrayLike<number>; // [B, P, C]
  readonly shape: readonly [batch: number, pixels: number, channels: number];
  readonly w: ArrayLike<number>; // [C, K]
  readonly bias: ArrayLike<number>; // [K]
  /** Classes of each head. */
  readonly sizes: readonly number[];
}

/** @param dy ∂/∂log p [B, K], or null for log p @returns log p [B, K], or ∂/∂x [B, P, C] */
export function referenceClassLogProbs(
  { x, shape: [batch, pixels, channels], w, bias, sizes }: ReferenceClasses,
  dy: ArrayLike<number> | null,
): Float64Array {
  const classes = bias.length;
  const out = new Float64Array(dy ? x.length : batch * classes);
  for (let b = 0; b < batch; b++) {
    const pooled = new Float64Array(channels);
    for (let i = 0; i < pixels * channels; i++) {
      pooled[i % channels]! += x[b * pixels * channels + i]! / pixels;
    }
    const logits = Array.from(bias, (start, k) =>
      pooled.reduce((sum, value, c) => sum + value * w[c * classes + k]!, start),
    );
    const slopes = new Float64Array(classes);
    let first = 0;
    for (const size of sizes) {
      const head = logits.slice(first, first + size);
      const top = Math.max(...head);
      const logSum = top + Math.log(head.reduce((sum, logit) => sum + Math.exp(logit - top), 0));
      const at = b * classes + first;
      const all = dy === null ? 0 : head.reduce((sum, _, k) => sum + dy[at + k]!, 0);
      head.forEach((logit, k) => {
        if (dy === null) out[at + k] = logit - logSum;
        else slopes[first + k] = dy[at + k]! - Math.exp(logit - logSum) * all;
      });
      first += size;
    }
    if (dy === null) continue;
    for (let i = 0; i < pixels * channels; i++) {
      const c = i % channels;
      out[b * pixels * channels + i] =
        slopes.reduce((sum, slope, k) => sum + slope * w[c * classes + k]!, 0) / pixels;
    }
  }
  return out;
}
