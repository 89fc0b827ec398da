// Samples in [-1, 1] as one PNG, in rows, enlarged by whole pixels.

import { encode } from 'fast-png';
import { sampleSize, type Samples, type SampleShape } from '../terms/sample';

const GAP = 1; // pixels of the sample, white

/** @param scale each pixel becomes scale × scale @param gap pixels of the sample between two, and around them */
export function contactSheet(
  samples: Samples, // [B, H, W, C], C is 1 or 3
  [height, width, channels]: SampleShape,
  columns: number,
  scale = 3,
  gap = GAP,
): Uint8Array {
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
