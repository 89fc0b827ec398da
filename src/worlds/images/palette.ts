// The colours that a pack's pictures have most of, to draw with; without a sheet the corners of the colour cube.

import type { Sheet } from './sheet';

/** In [-1, 1], one number a channel. */
export type Ink = readonly [red: number, green: number, blue: number];

const MOST = 18;
const CORNERS: readonly Ink[] = [0, 1, 2, 3, 4, 5, 6, 7].map((bits): Ink => {
  const at = (bit: number): number => ((bits >> bit) & 1) * 2 - 1;
  return [at(2), at(1), at(0)];
});

const known = new WeakMap<Sheet, readonly Ink[]>();

/** The most frequent first. @param sheet of a coloured model */
export function paletteOf(sheet: Sheet | null): readonly Ink[] {
  if (sheet === null) return CORNERS;
  let palette = known.get(sheet);
  if (palette === undefined) {
    palette = mostOf(sheet.samples);
    known.set(sheet, palette);
  }
  return palette;
}

function mostOf(samples: Float32Array): readonly Ink[] {
  const counts = new Map<string, { readonly ink: Ink; count: number }>();
  for (let at = 0; at + 2 < samples.length; at += 3) {
    const ink: Ink = [samples[at]!, samples[at + 1]!, samples[at + 2]!];
    const key = hexOf(ink);
    const seen = counts.get(key);
    if (seen === undefined) counts.set(key, { ink, count: 1 });
    else seen.count++;
  }
  return [...counts.values()]
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST)
    .map(({ ink }) => ink);
}

/** "#ff8000" */
export function hexOf(ink: Ink): string {
  const bytes = ink.map((value) => Math.max(0, Math.min(255, Math.round(((value + 1) / 2) * 255))));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
