// Samples to pixels: a picture's values in [-1, 1] to grey or colour, and signed values to the signed map.
// Pure functions into a caller's buffer; canvases are elsewhere.

import { drawnShape, greyRange, inPlanes, isPlanes } from '../terms/planes';
import type { SampleShape } from '../terms/sample';

/** 0 to 255 each, sRGB. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The signed map's three anchors: at -range, 0 and +range. */
export interface SignedColors {
  readonly negative: Rgb;
  readonly zero: Rgb;
  readonly positive: Rgb;
}

/** What is painted of one lane: itself, or its planes. */
function drawn(
  samples: Float32Array,
  lane: number,
  shape: SampleShape,
): readonly [values: Float32Array, lane: number, shape: SampleShape] {
  return isPlanes(shape) ? [inPlanes(samples, lane, shape), 0, drawnShape(shape)] : [samples, lane, shape];
}

/**
 * One lane of a batch as RGBA. Values are clipped to [-1, 1]; one channel gives grey, three give colour, and others
 * a plane each (terms/planes).
 *
 * @param given [B, H, W, C]
 * @param into [H', W', 4] of `drawnShape`, filled
 */
export function paintSample(
  given: Float32Array,
  givenLane: number,
  givenShape: SampleShape,
  into: Uint8ClampedArray,
): void {
  const [samples, lane, [height, width, channels]] = drawn(given, givenLane, givenShape);
  const range = greyRange(givenShape);
  const level = (value = 0): number => (value / range + 1) * 127.5; // Uint8ClampedArray clips and rounds
  const start = lane * height * width * channels;
  const colour = channels === 3;
  for (let pixel = 0; pixel < height * width; pixel++) {
    const from = start + pixel * channels;
    const to = pixel * 4;
    const red = level(samples[from]);
    into[to] = red;
    into[to + 1] = colour ? level(samples[from + 1]) : red;
    into[to + 2] = colour ? level(samples[from + 2]) : red;
    into[to + 3] = 255;
  }
}

/**
 * One lane of a batch through the signed map: -range is `negative`, 0 `zero`, +range `positive`, beyond it
 * clipped. Of a colour, the mean of its channels; planes have a sign each.
 *
 * @param given [B, H, W, C]
 * @param range > 0; 0 paints everything `zero`
 * @param into [H', W', 4] of `drawnShape`, filled
 */
export function paintSigned(
  given: Float32Array,
  givenLane: number,
  givenShape: SampleShape,
  range: number,
  colors: SignedColors,
  into: Uint8ClampedArray,
): void {
  const [values, lane, [height, width, channels]] = drawn(given, givenLane, givenShape);
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
 * @param given [B, H, W, C]
 * @param range > 0; 0 paints everything `zero`
 * @param into [H', W', 4] of `drawnShape`, filled
 */
export function paintSize(
  given: Float32Array,
  givenLane: number,
  givenShape: SampleShape,
  range: number,
  { zero, positive }: SignedColors,
  into: Uint8ClampedArray,
): void {
  const [values, lane, [height, width, channels]] = drawn(given, givenLane, givenShape);
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
