// What a sample is: its shape, and the one layout in which samples travel.

/** Height, width and channels of one sample. Points of the plane are [1, 1, 2]; embeddings [1, n, d]. */
export type SampleShape = readonly [height: number, width: number, channels: number];

/**
 * A batch of samples, float32, row-major [B, H, W, C] (NHWC). Lane b owns the elements
 * b·H·W·C to (b+1)·H·W·C - 1.
 */
export type Samples = Float32Array<ArrayBuffer>;

/** Numbers in one sample: H·W·C. */
export function sampleSize([height, width, channels]: SampleShape): number {
  return height * width * channels;
}
