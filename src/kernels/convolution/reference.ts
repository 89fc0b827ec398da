// The twin of kernel.wgsl: the same sums, one after the other, in double precision.

/** [B, H, W, C], row-major. */
export interface Picture {
  readonly shape: readonly [batch: number, height: number, width: number, channels: number];
  readonly values: ArrayLike<number>;
}

export interface ReferenceConvolution {
  readonly x: Picture;
  readonly kernel: ArrayLike<number>; // [S, S, I, O]
  readonly size: number;
  readonly stride: number;
  /** Above and to the left. */
  readonly padding: number;
  readonly upsampled: boolean;
  readonly transposed: boolean;
  readonly outputShape: readonly [batch: number, height: number, width: number, channels: number];
}

export function referenceConvolution(call: ReferenceConvolution): Float64Array {
  const { x, kernel, size, stride, padding, upsampled, transposed, outputShape } = call;
  const [, inHeight, inWidth, inChannels] = x.shape;
  const [batch, height, width, channels] = outputShape;
  const out = new Float64Array(batch * height * width * channels);

  /** The row or column that tap `k` of output row or column `n` reads; -1 when it is a zero. */
  const source = (n: number, k: number, limit: number): number => {
    const at = transposed ? (n + padding - k) / stride : n * stride + k - padding;
    const place = upsampled ? Math.floor(at / 2) : at;
    return Number.isInteger(place) && place >= 0 && place < limit ? place : -1;
  };

  let m = 0;
  for (let b = 0; b < batch; b++) {
    for (let y = 0; y < height; y++) {
      for (let z = 0; z < width; z++, m++) {
        for (let tap = 0; tap < size * size; tap++) {
          const row = source(y, Math.floor(tap / size), inHeight);
          const column = source(z, tap % size, inWidth);
          if (row < 0 || column < 0) continue;
          const from = ((b * inHeight + row) * inWidth + column) * inChannels;
          for (let c = 0; c < inChannels; c++) {
            for (let n = 0; n < channels; n++) {
              const w = transposed
                ? kernel[(tap * channels + n) * inChannels + c]!
                : kernel[(tap * inChannels + c) * channels + n]!;
              out[m * channels + n]! += x.values[from + c]! * w;
            }
          }
        }
      }
    }
  }
  return out;
}
