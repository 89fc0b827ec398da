// The twin of kernel.wgsl, in double precision.

export interface ReferenceEmbedding {
  readonly x: ArrayLike<number>; // [B, P, C]
  readonly shape: readonly [batch: number, pixels: number, channels: number];
  readonly w: ArrayLike<number>; // [C, D]
  readonly bias: ArrayLike<number>; // [D]
}

/** @param dy ∂/∂result [B, D], or null for the result @returns the vectors [B, D], or ∂/∂x [B, P, C] */
export function referenceUnitEmbedding(
  { x, shape: [batch, pixels, channels], w, bias }: ReferenceEmbedding,
  dy: ArrayLike<number> | null,
): Float64Array {
  const dimensions = bias.length;
  const out = new Float64Array(dy ? x.length : batch * dimensions);
  for (let b = 0; b < batch; b++) {
    const pooled = new Float64Array(channels);
    for (let i = 0; i < pixels * channels; i++) {
      pooled[i % channels]! += x[b * pixels * channels + i]! / pixels;
    }
    const vector = Array.from(bias, (start, k) =>
      pooled.reduce((sum, value, c) => sum + value * w[c * dimensions + k]!, start),
    );
    const length = Math.hypot(...vector);
    if (dy === null) {
      vector.forEach((value, k) => (out[b * dimensions + k] = value / length));
      continue;
    }
    const own = Array.from({ length: dimensions }, (_, k) => dy[b * dimensions + k]!);
    const along = vector.reduce((sum, value, k) => sum + value * own[k]!, 0);
    const slopes = vector.map((value, k) => (own[k]! - (value * along) / length ** 2) / length);
    for (let i = 0; i < pixels * channels; i++) {
      const c = i % channels;
      out[b * pixels * channels + i] =
        slopes.reduce((sum, slope, k) => sum + slope * w[c * dimensions + k]!, 0) / pixels;
    }
  }
  return out;
}
