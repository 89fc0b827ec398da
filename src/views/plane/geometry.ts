// From the plane to pixels and back: a square of side `size` that shows -REACH to REACH on both axes, y upwards.

import { REACH } from '../../worlds/plane/drawn-points';

export function toPixelX(x: number, size: number): number {
  return ((x + REACH) / (2 * REACH)) * size;
}

export function toPixelY(y: number, size: number): number {
  return ((REACH - y) / (2 * REACH)) * size;
}

export function toPlane(pixelX: number, pixelY: number, size: number): readonly [x: number, y: number] {
  return [(pixelX / size) * 2 * REACH - REACH, REACH - (pixelY / size) * 2 * REACH];
}

/** Points of an n × n grid over the whole square, row by row from the upper left. @returns [2n²] */
export function gridPoints(n: number): Float32Array<ArrayBuffer> {
  const points = new Float32Array(2 * n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const i = 2 * (row * n + column);
      points[i] = -REACH + (2 * REACH * column) / (n - 1);
      points[i + 1] = REACH - (2 * REACH * row) / (n - 1);
    }
  }
  return points;
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
