// Where the names of lines stand: near their own line, off all lines and off each other, as near to the place that is
// wished for as that allows.

import { PLOT_WIDTH, xPixel, yPixel, type Axis, type Box, type Series } from './line-layout';

/** A wish: near the point whose x is nearest, above or below it. */
export type NamePlaces = Readonly<Record<string, { readonly at: number; readonly above: boolean }>>;

export interface PlacedName {
  readonly series: Series;
  /** Left end and baseline of the text. */
  readonly x: number;
  readonly y: number;
}

/** Of the names' type, in the plot's units. */
const LETTER = 6.1;
const ASCENT = 9;
const DESCENT = 3;
const STEPS = 12;
/** Baselines above and below the line's own point. */
const OFFSETS = { above: [-6, -14, -24], below: [14, 22, 32] } as const;

interface Rect {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Pixel = readonly [x: number, y: number];

export function placeNames(
  series: readonly Series[],
  names: NamePlaces,
  box: Box,
  x: Axis,
  y: Axis,
): readonly PlacedName[] {
  const lines = series.map((line) => pixelsOf(line, box, x, y));
  const drawn = lines.flatMap(between);
  const placed: PlacedName[] = [];
  const taken: Rect[] = [];
  series.forEach((line, i) => {
    const wish = names[line.name];
    const own = lines[i]?.flat() ?? [];
    if (wish === undefined || own.length === 0) return;
    const wished = xPixel(box, x, wish.at);
    const width = line.name.length * LETTER;
    let best: { readonly cost: number; readonly name: PlacedName; readonly rect: Rect } | null = null;
    for (const [atX, atY] of spread(own)) {
      for (const [side, offsets] of Object.entries(OFFSETS)) {
        for (const [far, offset] of offsets.entries()) {
          const left = Math.max(box.left + 2, Math.min(PLOT_WIDTH - box.right - width, atX + 3));
          const base = Math.max(box.top + ASCENT, Math.min(box.height - box.bottom - 4, atY + offset));
          const rect = { left, right: left + width, top: base - ASCENT, bottom: base + DESCENT };
          const crossed = drawn.filter((pixel) => isIn(pixel, rect)).length;
          const hidden = taken.filter((other) => overlap(rect, other)).length;
          const astray =
            Math.abs(atX - wished) / PLOT_WIDTH + ((side === 'above') === wish.above ? 0 : 0.3) + 0.4 * far;
          const cost = 10 * crossed + 100 * hidden + astray;
          if (best === null || cost < best.cost)
            best = { cost, name: { series: line, x: left, y: base }, rect };
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

function isIn([x, y]: Pixel, { left, right, top, bottom }: Rect): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
