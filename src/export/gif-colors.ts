// The 256 colours of a GIF's frame. Greys in 128 levels and the few colours of text and frames fit exactly, so that
// nothing flickers; only frames with more colours than that are quantised.

export interface Indexed {
  readonly palette: readonly (readonly number[])[];
  readonly index: Uint8Array;
}

type Quantise = (rgba: Uint8ClampedArray) => Indexed;

/**
 * @param rgba [H, W, 4]; its greys are rounded in place to 128 levels
 * @param quantise for frames of more than 256 colours
 */
export function indexColors(rgba: Uint8ClampedArray, quantise: Quantise): Indexed {
  const index = new Uint8Array(rgba.length / 4);
  const places = new Map<number, number>();
  const palette: number[][] = [];
  for (let pixel = 0; pixel < index.length; pixel++) {
    const at = pixel * 4;
    const red = rgba[at]!;
    if (red === rgba[at + 1] && red === rgba[at + 2]) {
      const level = Math.round(((red >> 1) * 255) / 127);
      rgba[at] = rgba[at + 1] = rgba[at + 2] = level;
    }
    const color = (rgba[at]! << 16) | (rgba[at + 1]! << 8) | rgba[at + 2]!;
    let place = places.get(color);
    if (place === undefined) {
      if (palette.length === 256) return quantise(rgba);
      place = palette.push([rgba[at]!, rgba[at + 1]!, rgba[at + 2]!]) - 1;
      places.set(color, place);
    }
    index[pixel] = place;
  }
  return { palette, index };
}
