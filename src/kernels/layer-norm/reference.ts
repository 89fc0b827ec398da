// The twin of kernel.wgsl, in double precision.

export interface ReferenceLayerNorm {
  readonly x: ArrayLike<number>; // [N, C]
  readonly gamma: ArrayLike<number>; // [C]
  readonly beta: ArrayLike<number>; // [C]
  readonly eps: number;
}

/** @param dy ∂/∂result [N, C], or null for the result @returns the result, or ∂/∂x */
export function referenceLayerNorm(
  { x, gamma, beta, eps }: ReferenceLayerNorm,
  dy: ArrayLike<number> | null,
): Float64Array {
  const channels = gamma.length;
  const out = new Float64Array(x.length);
  for (let first = 0; first < x.length; first += channels) {
    const average = (f: (c: number) => number) => {
      let sum = 0;
      for (let c = 0; c < channels; c++) sum += f(c);
      return sum / channels;
    };
    const mean = average((c) => x[first + c]!);
    const rate = 1 / Math.sqrt(average((c) => (x[first + c]! - mean) ** 2) + eps);
    const normal = (c: number) => (x[first + c]! - mean) * rate;
    const slope = (c: number) => dy![first + c]! * gamma[c]!;
    const level = dy ? average(slope) : 0;
    const along = dy ? average((c) => slope(c) * normal(c)) : 0;
    for (let c = 0; c < channels; c++) {
      out[first + c] = dy ? rate * (slope(c) - level - normal(c) * along) : normal(c) * gamma[c]! + beta[c]!;
    }
  }
  return out;
}
