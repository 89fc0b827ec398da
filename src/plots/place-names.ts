// Where the names of lines stand: near their own line, off all lines, as near to the place that is wished for as that
// allows, and never on another label: a name without a free place is left out.

import { PLOT_WIDTH, xPixel, yPixel, type Axis, type Box, type Series } from './line-layout';
import { overlap, type Rect } from './plot-labels';
import { ASCENT, DESCENT, LETTER, PLOT_TEXT } from './plot-text';

/** A wish: near the point whose x is nearest, above or below it. */
export type NamePlaces = Readonly<Record<string, { readonly at: number; readonly above: boolean }>>;

export interface PlacedName {
  readonly series: Series;
  /** Left end and baseline of the text. */
  readonly x: number;
  readonly y: number;
}

const STEPS = 12;
/** Baselines above and below the line's own point, in sizes of the type. */
const OFFSETS = { above: [-0.57, -1.33, -2.29], below: [1.33, 2.1, 3.05] } as const;

type Pixel = readonly [x: number, y: number];

/**
 * @param size of the type, in the plot's units
 * @param others labels that stand already
 */
export function placeNames(
  series: readonly Series[],
  names: NamePlaces,
  box: Box,
  x: Axis,
  y: Axis,
  size = PLOT_TEXT,
  others: readonly Rect[] = [],
): readonly PlacedName[] {
  const lines = series.map((line) => pixelsOf(line, box, x, y));
  const drawn = lines.flatMap(between);
  const placed: PlacedName[] = [];
  const taken: Rect[] = [...others];
  series.forEach((line, i) => {
    const wish = names[line.name];
    const own = lines[i]?.flat() ?? [];
    if (wish === undefined || own.length === 0) return;
    const wished = xPixel(box, x, wish.at);
    const width = line.name.length * LETTER * size;
    let best: { readonly cost: number; readonly name: PlacedName; readonly rect: Rect } | null = null;
    for (const [atX, atY] of spread(own)) {
      for (const [side, offsets] of Object.entries(OFFSETS)) {
        for (const [far, offset] of offsets.entries()) {
          const left = Math.max(box.left + 2, Math.min(PLOT_WIDTH - box.right - width, atX + 3));
          const base = Math.max(
            box.top + ASCENT * size,
            Math.min(box.height - box.bottom - 4, atY + offset * size),
          );
          const rect = {
            left,
            right: left + width,
            top: base - ASCENT * size,
            bottom: base + DESCENT * size,
          };
          if (taken.some((other) => overlap(rect, other))) continue;
          const astray =
            Math.abs(atX - wished) / PLOT_WIDTH + ((side === 'above') === wish.above ? 0 : 0.3) + 0.4 * far;
          const cost = costOf(drawn, rect, astray, best?.cost ?? Infinity);
          if (cost !== null) best = { cost, name: { series: line, x: left, y: base }, rect };
        }
      }
    }
    if (best === null) return;
    placed.push(best.name);
    taken.push(best.rect);
  });
  return placed;
}

/** The points of a line in pixels, a list for each part between gaps. */
function pixelsOf({ points }: Series, box: Box, x: Axis, y: Axis): readonly (readonly Pixel[])[] {
  const parts: Pixel[][] = [];
  let goesOn = false;
  for (const [atX, atY] of points) {
    if (Number.isNaN(atY)) {
      goesOn = false;
      continue;
    }
    const pixel: Pixel = [xPixel(box, x, atX), yPixel(box, y, atY)];
    if (goesOn) parts.at(-1)?.push(pixel);
    else parts.push([pixel]);
    goesOn = true;
  }
  return parts;
}

/** Pixels along a line, near enough to each other that no name fits between two. */
function between(parts: readonly (readonly Pixel[])[]): readonly Pixel[] {
  return parts.flatMap((part) =>
    part.flatMap(([fromX, fromY], i): Pixel[] => {
      const [toX, toY] = part[i + 1] ?? [fromX, fromY];
      const count = Math.max(1, Math.ceil(Math.hypot(toX - fromX, toY - fromY) / 4));
      return Array.from({ length: count }, (_, k) => [
        fromX + ((toX - fromX) * k) / count,
        fromY + ((toY - fromY) * k) / count,
      ]);
    }),
  );
}

/** Some of the points, from the first to the last. */
function spread(points: readonly Pixel[]): readonly Pixel[] {
  const count = Math.min(points.length, STEPS);
  return Array.from(
    { length: count },
    (_, i) => points[Math.round((i * (points.length - 1)) / Math.max(1, count - 1))]!,
  );
}

/** Of a place that crosses lines, beside how far it is from the wish; null as soon as it is not below the least so far. */
function costOf(drawn: readonly Pixel[], rect: Rect, astray: number, least: number): number | null {
  let cost = astray;
  let crossed = 0;
  for (const pixel of drawn) {
    if (cost >= least) return null;
    if (isIn(pixel, rect)) cost = 10 * ++crossed + astray;
  }
  return cost < least ? cost : null;
}

function isIn([x, y]: Pixel, { left, right, top, bottom }: Rect): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
