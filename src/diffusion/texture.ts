// What tells a blur from salt and pepper: how much neighbours differ beside how much all pixels do, and how much they do
// beside another picture.

import type { SampleShape } from '../terms/sample';
import { momentsOf } from './distribution';

/** RMS difference of neighbours over the standard deviation: √2 for noise, about 0.5 for pictures; 0 for a plain one. */
export function roughness(values: Float32Array, [height, width, channels]: SampleShape): number {
  const { variance } = momentsOf(values);
  if (!(variance > 0)) return 0;
  let sum = 0;
  let count = 0;
  const row = width * channels;
  for (let at = 0; at < height * row; at++) {
    const value = values[at]!;
    if (at % row < row - channels) {
      sum += (value - values[at + channels]!) ** 2;
      count++;
    }
    if (at < (height - 1) * row) {
      sum += (value - values[at + row]!) ** 2;
      count++;
    }
  }
  return Math.sqrt(sum / Math.max(1, count) / variance);
}

/** The standard deviation of one picture over that of another. */
export function contrastBeside(values: Float32Array, other: Float32Array): number {
  return Math.sqrt(momentsOf(values).variance / momentsOf(other).variance);
}

export type Texture = 'noise' | 'blur' | 'other';

/** Of pictures: as rough as noise; or smooth, and clearly fainter than a clean one. */
export function textureOf(values: Float32Array, shape: SampleShape, clean: Float32Array): Texture {
  const rough = roughness(values, shape);
  if (rough >= 1) return 'noise';
  return rough < 0.7 && contrastBeside(values, clean) < 0.8 ? 'blur' : 'other';
}
