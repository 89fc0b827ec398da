// The reference numbers beside this file, read and turned to our layout; and how far two arrays are apart.

import { openSafetensors } from '../../src/pack/safetensors';

/** Named arrays of one .reference.safetensors. */
export interface Reference {
  has(name: string): boolean;
  /** As stored. */
  flat(name: string): Float32Array<ArrayBuffer>;
  /** Stored [B, C, H, W] as [B, H, W, C]. */
  samples(name: string): Float32Array<ArrayBuffer>;
}

export function openReference(bytes: Uint8Array, name: string): Reference {
  const source = openSafetensors(new Map([[name, bytes]]), name);
  const flat = (tensor: string) => new Float32Array(source.read(tensor));
  return {
    has: (tensor) => source.shapeOf(tensor) !== null,
    flat,
    samples: (tensor) => {
      const [batch = 0, channels = 0, height = 0, width = 0] = source.shapeOf(tensor) ?? [];
      const stored = flat(tensor);
      const area = height * width;
      const turned = new Float32Array(stored.length);
      for (let b = 0; b < batch; b++) {
        for (let c = 0; c < channels; c++) {
          for (let p = 0; p < area; p++) {
            turned[(b * area + p) * channels + c] = stored[(b * channels + c) * area + p] ?? NaN;
          }
        }
      }
      return turned;
    },
  };
}

/** max |a - b|; NaN when the lengths differ. */
export function maxDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return NaN;
  let max = 0;
  for (let i = 0; i < a.length; i++) {
    const distance = Math.abs((a[i] ?? NaN) - (b[i] ?? NaN));
    if (!(distance <= max)) max = distance; // NaN sticks
  }
  return max;
}
