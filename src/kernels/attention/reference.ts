// The twin of kernel.wgsl and key-value-gradient.wgsl, in double precision.

export interface ReferenceAttention {
  readonly qkv: ArrayLike<number>; // [B, N, 3, heads, headDim]
  readonly batch: number;
  readonly tokens: number;
  readonly heads: number;
  readonly headDim: number;
}

/** @param dy ∂/∂result [B, N, heads, headDim], or null for the result @returns the result, or ∂/∂qkv */
export function referenceAttention(
  { qkv, batch, tokens, heads, headDim }: ReferenceAttention,
  dy: ArrayLike<number> | null,
): Float64Array {
  const scale = headDim ** -0.5;
  const out = new Float64Array(dy ? qkv.length : qkv.length / 3);
  const channels = Array.from({ length: headDim }, (_, d) => d);
  const all = Array.from({ length: tokens }, (_, j) => j);
  const sum = (f: (d: number) => number) => channels.reduce((total, d) => total + f(d), 0);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const at = (token: number, part: number) => (((b * tokens + token) * 3 + part) * heads + h) * headDim;
      const outAt = (token: number) => ((b * tokens + token) * heads + h) * headDim;
      for (const i of all) {
        const scores = all.map((j) => scale * sum((d) => qkv[at(i, 0) + d]! * qkv[at(j, 1) + d]!));
        const top = Math.max(...scores);
        const powers = scores.map((score) => Math.exp(score - top));
        const denominator = powers.reduce((total, power) => total + power, 0);
        const mixing = powers.map((power) => power / denominator);
        if (dy === null) {
          for (const j of all) {
            for (const d of channels) out[outAt(i) + d]! += mixing[j]! * qkv[at(j, 2) + d]!;
          }
          continue;
        }
        const slopes = all.map((j) => sum((d) => dy[outAt(i) + d]! * qkv[at(j, 2) + d]!));
        const along = all.reduce((total, j) => total + mixing[j]! * slopes[j]!, 0);
        for (const j of all) {
          const slope = scale * mixing[j]! * (slopes[j]! - along);
          for (const d of channels) {
            out[at(i, 0) + d]! += slope * qkv[at(j, 1) + d]!;
            out[at(j, 1) + d]! += slope * qkv[at(i, 0) + d]!;
            out[at(j, 2) + d]! += mixing[j]! * dy[outAt(i) + d]!;
          }
        }
      }
    }
  }
  return out;
}
