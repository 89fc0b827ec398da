// The twin of kernel.wgsl, in double precision.

export interface ReferenceBlend {
  readonly xt: ArrayLike<number>; // [B, N]
  readonly output: ArrayLike<number>; // [B, N]
  readonly coefficients: ArrayLike<number>; // [B, 3]
  readonly clipRange: number | null;
}

/** @param backward null for the result @returns the result, or ∂/∂x_t or ∂/∂output of it */
export function referenceBlend(
  { xt, output, coefficients, clipRange }: ReferenceBlend,
  backward: { readonly dy: ArrayLike<number>; readonly toOutput: boolean } | null,
): Float64Array {
  const sampleSize = (3 * xt.length) / coefficients.length;
  const most = clipRange ?? Infinity;
  return Float64Array.from(xt, (x, i) => {
    const sample = Math.floor(i / sampleSize);
    const [a, b, r] = [0, 1, 2].map((at) => coefficients[3 * sample + at]!) as [number, number, number];
    const predX0 = a * x + b * output[i]!;
    if (backward === null) return r * Math.max(-most, Math.min(most, predX0)) + (1 - r) * x;
    const slope = backward.dy[i]!;
    const through = Math.abs(predX0) <= most ? r * slope : 0;
    return backward.toOutput ? b * through : a * through + (1 - r) * slope;
  });
}
