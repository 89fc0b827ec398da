// Where the plane's fields are asked for.

import { REACH } from './drawn-points';

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
