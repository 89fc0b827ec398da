// What is painted on a canvas of a sample's own size; CSS scales it up, every pixel a square.

import { drawnShape } from '../terms/planes';
import type { SampleShape } from '../terms/sample';
import { paintSample, paintSigned, paintSize } from './pixels';
import { signedColors } from './token-colors';

function withPixels(
  canvas: HTMLCanvasElement,
  shape: SampleShape,
  paint: (into: Uint8ClampedArray) => void,
): void {
  const [height, width] = drawnShape(shape);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  if (context === null) return;
  const image = context.createImageData(width, height);
  paint(image.data);
  context.putImageData(image, 0, 0);
}

/** @param samples [B, H, W, C] with values in [-1, 1] */
export function drawSample(
  canvas: HTMLCanvasElement,
  samples: Float32Array,
  lane: number,
  shape: SampleShape,
): void {
  withPixels(canvas, shape, (into) => paintSample(samples, lane, shape, into));
}

/** @param values [B, H, W, C], signed; ± `range` are the ends of the map */
export function drawSigned(
  canvas: HTMLCanvasElement,
  values: Float32Array,
  lane: number,
  shape: SampleShape,
  range: number,
): void {
  const colors = signedColors(canvas);
  withPixels(canvas, shape, (into) => paintSigned(values, lane, shape, range, colors, into));
}

/** The size of each pixel over its channels: 0 to `range`. @param values [B, H, W, C] */
export function drawSize(
  canvas: HTMLCanvasElement,
  values: Float32Array,
  lane: number,
  shape: SampleShape,
  range: number,
): void {
  const colors = signedColors(canvas);
  withPixels(canvas, shape, (into) => paintSize(values, lane, shape, range, colors, into));
}

/** One channel of what `drawSigned` draws. */
export function drawChannel(
  canvas: HTMLCanvasElement,
  values: Float32Array,
  lane: number,
  [height, width, channels]: SampleShape,
  range: number,
  channel: number,
): void {
  const first = lane * height * width * channels + channel;
  const own = Float32Array.from({ length: height * width }, (_, i) => values[first + i * channels] ?? 0);
  drawSigned(canvas, own, 0, [height, width, 1], range);
}

/** All of it becomes transparent, at the size that it has. */
export function clearCanvas(canvas: HTMLCanvasElement): void {
  canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
}
