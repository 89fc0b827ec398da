// How a sample of an even number of channels is drawn, which is neither grey nor RGB: as one grey picture, a plane for
// each channel, two beside each other in a row and a line of NaN between.

import type { SampleShape } from './sample';

const COLUMNS = 2;

/** An even number of channels is neither grey nor RGB: each is drawn as a plane of its own. */
export const isPlanes = ([, , channels]: SampleShape): boolean => channels % COLUMNS === 0;

/** The shape of what is drawn of a sample: its own, or that of its planes together. */
export function drawnShape(shape: SampleShape): SampleShape {
  const [height, width, channels] = shape;
  return isPlanes(shape) ? [((height + 1) * channels) / COLUMNS - 1, (width + 1) * COLUMNS - 1, 1] : shape;
}

/** Ends of the greys: a latent's numbers spread as noise does. */
export const greyRange = ([, , channels]: SampleShape): number => (channels === 4 ? 3 : 1);

/** One lane in its planes. @param values [B, H, W, C] @returns [H', W', 1] of `drawnShape` */
export function inPlanes(values: Float32Array, lane: number, shape: SampleShape): Float32Array {
  const [height, width, channels] = shape;
  const [rows, columns] = drawnShape(shape);
  const out = new Float32Array(rows * columns).fill(NaN);
  const from = lane * height * width * channels;
  for (let i = 0; i < height * width * channels; i++) {
    const pixel = Math.floor(i / channels);
    const at = { row: Math.floor(pixel / width), column: pixel % width, channel: i % channels };
    const { row, column } = drawnAt(at, shape);
    out[row * columns + column] = values[from + i] ?? NaN;
  }
  return out;
}

interface At {
  readonly row: number;
  readonly column: number;
  /** Absent: the first. */
  readonly channel?: number;
}

/** Where a number of a sample is drawn. */
export function drawnAt(at: At, shape: SampleShape): At {
  const [height, width] = shape;
  const { row, column, channel = 0 } = at;
  if (!isPlanes(shape)) return at;
  return {
    row: row + Math.floor(channel / COLUMNS) * (height + 1),
    column: column + (channel % COLUMNS) * (width + 1),
  };
}

/** The other way: of the line between two planes, the pixel before it. */
export function numberAt({ row, column }: At, shape: SampleShape): At {
  const [height, width] = shape;
  if (!isPlanes(shape)) return { row, column };
  const [down, along] = [Math.floor(row / (height + 1)), Math.floor(column / (width + 1))];
  return {
    row: Math.min(height - 1, row % (height + 1)),
    column: Math.min(width - 1, column % (width + 1)),
    channel: down * COLUMNS + along,
  };
}
