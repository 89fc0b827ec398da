// Samples to pixels: a picture's values in [-1, 1] to grey or colour, and signed values to the signed map.
// Pure functions into a caller's buffer; canvases are elsewhere.

import type { SampleShape } from '../terms/sample';

export type Rgb = readonly [red: number, green: number, blue: number];

/** The signed map's three anchors: at -range, 0 and +range. */
export interface SignedColors {
  readonly negative: Rgb;
  readonly zero: Rgb;
  readonly positive: Rgb;
}

/**
 * One lane of a batch as RGBA. Values are clipped to [-1, 1]; one or two channels give grey, three or four
 * give colour.
 *
 * @param samples [B, H, W, C]
 * @param into [H, W, 4], filled
 */
export function paintSample(
  samples: Float32Array,
  lane: number,
  [height, width, channels]: SampleShape,
  into: Uint8ClampedArray,
): void {
  const start = lane * height * width * channels;
  const colour = channels >= 3;
  for (let pixel = 0; pixel < height * width; pixel++) {
    const from = start + pixel * channels;
    const to = pixel * 4;
    const red = ((samples[from] ?? 0) + 1) * 127.5; // Uint8ClampedArray clips and rounds
    into[to] = red;
    into[to + 1] = colour ? ((samples[from + 1] ?? 0) + 1) * 127.5 : red;
    into[to + 2] = colour ? ((samples[from + 2] ?? 0) + 1) * 127.5 : red;
    into[to + 3] = 255;
  }
}

/**
 * One lane of a batch through the signed map: -range is `negative`, 0 `zero`, +range `positive`, beyond it
 * clipped. With several channels, their mean.
 *
 * @param values [B, H, W, C]
 * @param range > 0; 0 paints everything `zero`
 * @param into [H, W, 4], filled
 */
export function paintSigned(
  values: Float32Array,
  lane: number,
  [height, width, channels]: SampleShape,
  range: number,
  colors: SignedColors,
  into: Uint8ClampedArray,
): void {
  const start = lane * height * width * channels;
  const { negative, zero, positive } = colors;
  for (let pixel = 0; pixel < height * width; pixel++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) {
      sum += values[start + pixel * channels + channel] ?? 0;
    }
    const signed = range > 0 ? Math.max(-1, Math.min(1, sum / channels / range)) : 0;
    const end = signed < 0 ? negative : positive;
    const weight = Math.abs(signed);
    const to = pixel * 4;
    into[to] = zero[0] + (end[0] - zero[0]) * weight;
    into[to + 1] = zero[1] + (end[1] - zero[1]) * weight;
    into[to + 2] = zero[2] + (end[2] - zero[2]) * weight;
    into[to + 3] = 255;
  }
}

/**
 * The size of each pixel of one lane, the root of the mean square over its channels: 0 is `zero`, the range and beyond
 * `positive`. A pixel of colour has no one sign.
 *
 * @param values [B, H, W, C]
 * @param range > 0; 0 paints everything `zero`
 * @param into [H, W, 4], filled
 */
export function paintSize(
  values: Float32Array,
  lane: number,
  [height, width, channels]: SampleShape,
  range: number,
  { zero, positive }: SignedColors,
  into: Uint8ClampedArray,
): void {
  const start = lane * height * width * channels;
  for (let pixel = 0; pixel < height * width; pixel++) {
    let squares = 0;
    for (let channel = 0; channel < channels; channel++) {
      squares += (values[start + pixel * channels + channel] ?? 0) ** 2;
    }
    const weight = range > 0 ? Math.min(1, Math.sqrt(squares / channels) / range) : 0;
    for (let part = 0; part < 3; part++) {
      into[pixel * 4 + part] = zero[part]! + (positive[part]! - zero[part]!) * weight;
    }
    into[pixel * 4 + 3] = 255;
  }
}

/** The next of 1, 2, 3, 5, 7, 10, ... times a power of ten at or above a positive number; 0 for 0. */
export function niceRange(largest: number): number {
  if (!(largest > 0) || !Number.isFinite(largest)) return 0;
  const power = 10 ** Math.floor(Math.log10(largest));
  for (const step of [1, 2, 3, 5, 7]) {
    const range = step * power;
    if (range >= largest * (1 - 1e-9)) return range;
  }
  return 10 * power;
}
