// The twin of kernel.wgsl, in double precision.

/** @param x [N, I] @param w [I, O] @param bias [O] @returns [N, O] */
export function referenceDense(
  x: ArrayLike<number>,
  w: ArrayLike<number>,
  bias: ArrayLike<number>,
  activated: boolean,
): Float64Array {
  const outputs = bias.length;
  const inputs = w.length / outputs;
  const out = new Float64Array((x.length / inputs) * outputs);
  return out.map((_, at) => {
    const row = Math.floor(at / outputs);
    let z = bias[at % outputs]!;
    for (let i = 0; i < inputs; i++) z += x[row * inputs + i]! * w[i * outputs + (at % outputs)]!;
    return activated ? z / (1 + Math.exp(-z)) : z;
  });
}
