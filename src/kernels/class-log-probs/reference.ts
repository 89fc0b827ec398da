// The twin of kernel.wgsl, in double precision.

export interface ReferenceClasses {
  readonly x: ArrayLike<number>; // [B, P, C]
  readonly shape: readonly [batch: number, pixels: number, channels: number];
  readonly w: ArrayLike<number>; // [C, K]
  readonly bias: ArrayLike<number>; // [K]
}

/** @param dy ∂/∂log p [B, K], or null for log p @returns log p [B, K], or ∂/∂x [B, P, C] */
export function referenceClassLogProbs(
  { x, shape: [batch, pixels, channels], w, bias }: ReferenceClasses,
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
    const top = Math.max(...logits);
    const logSum = top + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0));
    if (dy === null) {
      logits.forEach((logit, k) => (out[b * classes + k] = logit - logSum));
      continue;
    }
    const own = Array.from({ length: classes }, (_, k) => dy[b * classes + k]!);
    const all = own.reduce((sum, value) => sum + value, 0);
    const slopes = logits.map((logit, k) => own[k]! - Math.exp(logit - logSum) * all);
    for (let i = 0; i < pixels * channels; i++) {
      const c = i % channels;
      out[b * pixels * channels + i] =
        slopes.reduce((sum, slope, k) => sum + slope * w[c * classes + k]!, 0) / pixels;
    }
  }
  return out;
}
