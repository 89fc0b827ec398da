// The brush: a soft round pen over a picture's pixels. Pure: values in, values out.

import type { SampleShape } from '../../terms/sample';
import type { Samples } from '../../terms/sample';

/** In pixels of the picture; x to the right, y down, (0, 0) the upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a stroke is drawn. */
export interface Brush {
  /** In pixels of the picture. */
  readonly radius: number;
  readonly erases: boolean;
  /** Of a coloured picture: what it draws with, a number a channel, in whole pixels; absent: white, softly. */
  readonly ink?: readonly number[];
}

/** How far the edge reaches, in pixels: as soft as a digit that was scaled down. */
const SOFT = 1;

/**
 * The picture with a straight stroke on it. Of grey ink only adds, and an eraser only takes away; a colour takes the
 * place of what was there.
 *
 * @param picture [H, W, C] in [-1, 1]
 * @returns a fresh array
 */
export function withStroke(
  picture: Samples,
  [height, width, channels]: SampleShape,
  from: Point,
  to: Point,
  { radius, erases, ink }: Brush,
): Samples {
  const next = picture.slice();
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const away = distance({ x: column + 0.5, y: row + 0.5 }, from, to);
      const cover = Math.max(0, Math.min(1, (radius + SOFT / 2 - away) / SOFT));
      if (cover === 0 || (ink !== undefined && cover < 0.5)) continue;
      for (let channel = 0; channel < channels; channel++) {
        const at = (row * width + column) * channels + channel;
        const before = next[at]!;
        if (ink !== undefined) next[at] = erases ? -1 : (ink[channel] ?? 1);
        else next[at] = erases ? Math.min(before, 1 - 2 * cover) : Math.max(before, 2 * cover - 1);
      }
    }
  }
  return next;
}

/** From a point to a piece of a line. */
function distance(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}
