// NHWC, which is ours, to NCHW, which is the peers', and back.

export type Shape = readonly [batch: number, height: number, width: number, channels: number];

export function toNCHW(values: Float32Array, [batch, height, width, channels]: Shape): Float32Array {
  const out = new Float32Array(values.length);
  const area = height * width;
  for (let i = 0; i < batch * area; i++) {
    const b = Math.floor(i / area);
    for (let c = 0; c < channels; c++)
      out[(b * channels + c) * area + (i % area)] = values[i * channels + c]!;
  }
  return out;
}

export function toNHWC(values: Float32Array, [batch, height, width, channels]: Shape): Float32Array {
  const out = new Float32Array(values.length);
  const area = height * width;
  for (let i = 0; i < batch * area; i++) {
    const b = Math.floor(i / area);
    for (let c = 0; c < channels; c++)
      out[i * channels + c] = values[(b * channels + c) * area + (i % area)]!;
  }
  return out;
}
