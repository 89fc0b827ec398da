// The twin of kernel.wgsl, in double precision.

import { activate, activationSlope, type Activation } from './activation';

export interface ReferenceLinear {
  readonly x: ArrayLike<number>; // [N, I]
  readonly w: ArrayLike<number>; // [I, O]
  readonly bias: ArrayLike<number>; // [O]
  readonly activation: Activation;
  readonly residual: ArrayLike<number> | null; // [N, O]
}

/** @param dy ∂/∂result [N, O], or null for the result @returns the result [N, O], or ∂/∂x [N, I] */
export function referenceLinear(
  { x, w, bias, activation, residual }: ReferenceLinear,
  dy: ArrayLike<number> | null,
): Float64Array {
  const outputs = bias.length;
  const inputs = w.length / outputs;
  const rows = x.length / inputs;
  if (dy !== null) {
    return new Float64Array(x.length).map((_, at) => {
      const [row, i] = [Math.floor(at / inputs), at % inputs];
      let slope = 0;
      for (let o = 0; o < outputs; o++) slope += dy[row * outputs + o]! * w[i * outputs + o]!;
      return slope * activationSlope(activation, x[at]!);
    });
  }
  return new Float64Array(rows * outputs).map((_, at) => {
    const [row, o] = [Math.floor(at / outputs), at % outputs];
    let sum = bias[o]! + (residual?.[at] ?? 0);
    for (let i = 0; i < inputs; i++) sum += activate(activation, x[row * inputs + i]!) * w[i * outputs + o]!;
    return sum;
  });
}
