// Where the pictures of a frame stand, in pixels. Every sample's pixel becomes a square of whole pixels.

import { drawnShape } from '../terms/planes';
import type { SampleShape } from '../terms/sample';
import type { PictureFrame } from './frame';

export const MARGIN = 24;
const GAP = 16;
const TEXT = 26; // height of a line of titles
export const CAPTION = 34;

export interface Place {
  readonly row: number;
  readonly column: number;
  readonly x: number;
  /** Of the picture; its title stands above. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The size of a canvas. */
export interface Sheet {
  /** Even, as video codecs want them. */
  readonly width: number;
  readonly height: number;
  readonly captionY: number;
}

export interface SheetLayout extends Sheet {
  readonly places: readonly Place[];
}

/** Width in pixels of a picture, given the number in a row. */
function wished(columns: number): number {
  if (columns <= 2) return 280;
  return columns <= 4 ? 168 : 112;
}

function scaleFor([, width]: SampleShape, columns: number): number {
  return Math.max(1, Math.round(wished(columns) / width));
}

/** Rows narrower than the widest are spread over its width. */
export function layOut({ shape: own, rows }: Pick<PictureFrame, 'shape' | 'rows'>): SheetLayout {
  const shape = drawnShape(own);
  const [height, width] = shape;
  const scales = rows.map((tiles) => scaleFor(shape, tiles.length));
  const widths = rows.map((tiles, row) => tiles.length * width * scales[row]! + (tiles.length - 1) * GAP);
  const inner = Math.max(MINIMUM_WIDTH, ...widths);
  const places: Place[] = [];
  let y = MARGIN;
  rows.forEach((tiles, row) => {
    const scale = scales[row]!;
    const size = { width: width * scale, height: height * scale };
    const titled = tiles.some(({ title, note }) => title !== '' || note !== '');
    if (titled) y += TEXT;
    const spread = rows.length > 1 && tiles.length > 1 ? (inner - widths[row]!) / (tiles.length - 1) : 0;
    tiles.forEach((_, column) => {
      const x = Math.round(MARGIN + column * (size.width + GAP + spread));
      places.push({ row, column, x, y, ...size });
    });
    y += size.height + (titled ? GAP : GAP / 2);
  });
  return { width: even(inner + 2 * MARGIN), height: even(y + CAPTION), places, captionY: y + 14 };
}

export function even(value: number): number {
  return 2 * Math.ceil(value / 2);
}

/** So that the caption has room. */
const MINIMUM_WIDTH = 480;
