// PyTorch's weight layouts turned into ours. The only place where NCHW meets NHWC.

/**
 * @param oihw [O, I, H, W], row-major
 * @returns [H, W, I, O]
 */
export function convolutionKernel(
  oihw: Float32Array,
  [outputs, inputs, height, width]: readonly [number, number, number, number],
): Float32Array {
  const hwio = new Float32Array(oihw.length);
  const area = height * width;
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      const from = (o * inputs + i) * area;
      for (let p = 0; p < area; p++) hwio[(p * inputs + i) * outputs + o] = oihw[from + p]!;
    }
  }
  return hwio;
}

/**
 * The kernel of the transposed convolution: taps in reverse.
 *
 * @param oihw [O, I, H, W], row-major
 * @returns [H, W, O, I]
 */
export function turnedKernel(
  oihw: Float32Array,
  [outputs, inputs, height, width]: readonly [number, number, number, number],
): Float32Array {
  const hwoi = new Float32Array(oihw.length);
  const area = height * width;
  for (let oi = 0; oi < outputs * inputs; oi++) {
    for (let p = 0; p < area; p++) {
      hwoi[(area - 1 - p) * outputs * inputs + oi] = oihw[oi * area + p]!;
    }
  }
  return hwoi;
}

/**
 * @param oi [O, I], row-major
 * @returns [I, O]
 */
export function linearKernel(oi: Float32Array, [outputs, inputs]: readonly [number, number]): Float32Array {
  return convolutionKernel(oi, [outputs, inputs, 1, 1]);
}
