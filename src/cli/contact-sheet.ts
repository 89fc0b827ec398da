// Samples in [-1, 1] as one PNG, in rows, enlarged by whole pixels.

import { encode } from 'fast-png';
import { drawnShape, greyRange, inPlanes, isPlanes } from '../terms/planes';
import { sampleSize, type Samples, type SampleShape } from '../terms/sample';

const GAP = 1; // pixels of the sample, white

/** @param scale each pixel becomes scale × scale @param gap pixels of the sample between two, and around them */
export function contactSheet(
  given: Samples, // [B, H, W, C]; other than grey and RGB become planes
  shape: SampleShape,
  columns: number,
  scale = 3,
  gap = GAP,
): Uint8Array {
  const [height, width, channels] = drawnShape(shape);
  const samples = isPlanes(shape) ? planesOf(given, shape) : given;
  const size = sampleSize([height, width, channels]);
  const rows = Math.ceil(samples.length / size / columns);
  const sheetWidth = (columns * (width + gap) + gap) * scale;
  const sheetHeight = (rows * (height + gap) + gap) * scale;
  const data = new Uint8Array(sheetWidth * sheetHeight * channels).fill(255);
  for (let i = 0; i < samples.length; i++) {
    const channel = i % channels;
    const x = Math.floor(i / channels) % width;
    const y = Math.floor(i / (channels * width)) % height;
    const sample = Math.floor(i / size);
    const left = ((sample % columns) * (width + gap) + gap + x) * scale;
    const top = (Math.floor(sample / columns) * (height + gap) + gap + y) * scale;
    const level = Math.min(255, Math.max(0, Math.round(127.5 * (samples[i]! + 1))));
    for (let dy = 0; dy < scale; dy++) {
      for (let dx = 0; dx < scale; dx++) {
        data[((top + dy) * sheetWidth + left + dx) * channels + channel] = level;
      }
    }
  }
  return encode({ width: sheetWidth, height: sheetHeight, channels: channels === 1 ? 1 : 3, depth: 8, data });
}

/** Every sample in its planes, their greys within [-1, 1]. */
function planesOf(samples: Samples, shape: SampleShape): Samples {
  const size = sampleSize(drawnShape(shape));
  const out = new Float32Array((samples.length / sampleSize(shape)) * size);
  for (let lane = 0; lane * size < out.length; lane++) {
    out.set(
      inPlanes(samples, lane, shape).map((value) => value / greyRange(shape)),
      lane * size,
    );
  }
  return out;
}
