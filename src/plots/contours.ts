// Lines of equal height through a grid of heights (marching squares): the straight pieces of each cell, in cells of
// the grid. A saddle is joined the way its middle says.

/**
 * @param heights [n, n], row by row
 * @returns pieces as x1, y1, x2, y2 in units of cells
 */
export function contourPieces(heights: ArrayLike<number>, n: number, level: number): number[] {
  const pieces: number[] = [];
  const cut = (a: number, b: number): number => (level - a) / (b - a);
  for (let row = 0; row < n - 1; row++) {
    for (let column = 0; column < n - 1; column++) {
      const at = row * n + column;
      const a = heights[at] ?? 0; // upper left
      const b = heights[at + 1] ?? 0;
      const c = heights[at + n + 1] ?? 0;
      const d = heights[at + n] ?? 0; // lower left
      const above = (a > level ? 1 : 0) | (b > level ? 2 : 0) | (c > level ? 4 : 0) | (d > level ? 8 : 0);
      if (above === 0 || above === 15) continue;
      const top = [column + cut(a, b), row] as const;
      const right = [column + 1, row + cut(b, c)] as const;
      const bottom = [column + cut(d, c), row + 1] as const;
      const left = [column, row + cut(a, d)] as const;
      const join = (from: readonly [number, number], to: readonly [number, number]): void => {
        pieces.push(...from, ...to);
      };
      switch (above) {
        case 1:
        case 14:
          join(left, top);
          break;
        case 2:
        case 13:
          join(top, right);
          break;
        case 4:
        case 11:
          join(right, bottom);
          break;
        case 8:
        case 7:
          join(bottom, left);
          break;
        case 3:
        case 12:
          join(left, right);
          break;
        case 6:
        case 9:
          join(top, bottom);
          break;
        default: {
          const middleAbove = (a + b + c + d) / 4 > level;
          if ((above === 5) === middleAbove) {
            join(left, bottom);
            join(top, right);
          } else {
            join(left, top);
            join(right, bottom);
          }
        }
      }
    }
  }
  return pieces;
}
