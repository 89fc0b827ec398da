// The 256 colours of a GIF's frame: 128 greys, and as many others, each the commonest of those much like it. So
// pictures keep their greys and the page its paper, and nothing flickers; only frames of more colours are quantised.

export interface Indexed {
  readonly palette: readonly (readonly number[])[];
  readonly index: Uint8Array;
}

type Quantise = (rgba: Uint8ClampedArray) => Indexed;

const GREYS = 128;
const OTHERS = 256 - GREYS;

/** Colours in one cell of 16 × 16 × 16 look alike: the steps of text's soft edges. */
const cellOf = (color: number): number =>
  ((color >> 12) & 0xf00) | ((color >> 8) & 0xf0) | ((color >> 4) & 0xf);

/**
 * @param rgba [H, W, 4]
 * @param quantise for frames of too many colours
 */
export function indexColors(rgba: Uint8ClampedArray, quantise: Quantise): Indexed {
  const commonest = commonestOf(countOthers(rgba));
  if (commonest.size > OTHERS) return quantise(rgba);
  const palette: number[][] = Array.from({ length: GREYS }, (_, level) => {
    const grey = Math.round((level * 255) / (GREYS - 1));
    return [grey, grey, grey];
  });
  const places = new Map<number, number>();
  for (const [cell, { color }] of commonest) {
    places.set(cell, palette.push([color >> 16, (color >> 8) & 255, color & 255]) - 1);
  }
  const index = new Uint8Array(rgba.length / 4);
  for (let pixel = 0; pixel < index.length; pixel++) {
    const color = colorAt(rgba, pixel);
    index[pixel] = isGrey(color)
      ? Math.round(((color & 255) * (GREYS - 1)) / 255)
      : (places.get(cellOf(color)) ?? 0);
  }
  return { palette, index };
}

function colorAt(rgba: Uint8ClampedArray, pixel: number): number {
  const at = pixel * 4;
  return (rgba[at]! << 16) | (rgba[at + 1]! << 8) | rgba[at + 2]!;
}

function isGrey(color: number): boolean {
  return color >> 16 === (color & 255) && ((color >> 8) & 255) === (color & 255);
}

function countOthers(rgba: Uint8ClampedArray): Map<number, number> {
  const counts = new Map<number, number>();
  const length = rgba.length / 4;
  for (let pixel = 0; pixel < length;) {
    const color = colorAt(rgba, pixel);
    const from = pixel;
    while (pixel < length && colorAt(rgba, pixel) === color) pixel++;
    if (!isGrey(color)) counts.set(color, (counts.get(color) ?? 0) + pixel - from);
  }
  return counts;
}

/** Of each cell the colour that is there most often. */
function commonestOf(counts: ReadonlyMap<number, number>): Map<number, { color: number; count: number }> {
  const best = new Map<number, { color: number; count: number }>();
  for (const [color, count] of counts) {
    const cell = cellOf(color);
    if (count > (best.get(cell)?.count ?? 0)) best.set(cell, { color, count });
  }
  return best;
}
