// Beliefs to the pixels of a belief map: a row for each class, a column for each step.

import type { Rgb } from './pixels';

/**
 * @param beliefs one belief [K] a column; null where there is none yet, which is left clear
 * @param none the colour of 0
 * @param all the colour of 1
 * @param into [K, columns, 4], filled
 */
export function paintBeliefs(
  beliefs: readonly (ArrayLike<number> | null)[],
  classes: number,
  none: Rgb,
  all: Rgb,
  into: Uint8ClampedArray,
): void {
  const columns = beliefs.length;
  beliefs.forEach((belief, column) => {
    for (let row = 0; row < classes; row++) {
      const to = (row * columns + column) * 4;
      const p = belief?.[row] ?? 0;
      into[to] = none[0] + (all[0] - none[0]) * p;
      into[to + 1] = none[1] + (all[1] - none[1]) * p;
      into[to + 2] = none[2] + (all[2] - none[2]) * p;
      into[to + 3] = belief === null ? 0 : 255;
    }
  });
}
