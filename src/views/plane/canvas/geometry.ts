// From the plane to pixels and back: a square of side `size` that shows -REACH to REACH on both axes, y upwards.

import { REACH } from '../../../worlds/plane/drawn-points';

export function toPixelX(x: number, size: number): number {
  return ((x + REACH) / (2 * REACH)) * size;
}

export function toPixelY(y: number, size: number): number {
  return ((REACH - y) / (2 * REACH)) * size;
}

export function toPlane(pixelX: number, pixelY: number, size: number): readonly [x: number, y: number] {
  return [(pixelX / size) * 2 * REACH - REACH, REACH - (pixelY / size) * 2 * REACH];
}

/** The particle nearest to a place, among the first `count`; -1 for none within `within`. */
export function nearestTo(
  points: ArrayLike<number>,
  count: number,
  x: number,
  y: number,
  within: number,
): number {
  let best = -1;
  let least = within * within;
  for (let i = 0; i < count; i++) {
    const dx = (points[2 * i] ?? Infinity) - x;
    const dy = (points[2 * i + 1] ?? Infinity) - y;
    const square = dx * dx + dy * dy;
    if (square < least) {
      least = square;
      best = i;
    }
  }
  return best;
}
