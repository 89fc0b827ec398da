// From data to pixels for a line plot, in one place: a linear x, a linear or logarithmic y, ticks and paths.
// y beyond its range is held at the edge, so that a curve that leaves shows where it left.

/** What of the data the plot shows, from its left to its right end, or from below to above. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly log?: boolean;
}

/** One line of a plot. */
export interface Series {
  readonly name: string;
  readonly tone: 'guide' | 'model' | 'ink' | 'quiet' | 'faint';
  /** x and y of each point; a gap where y is not a number. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** The least and the most at each x, ascending: filled behind the line. */
  readonly band?: readonly (readonly [x: number, least: number, most: number])[];
}

export interface Box {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Every line plot is this wide in its own units, and scaled to its place. */
export const PLOT_WIDTH = 320;

/**
 * Room for ticks around the plot's area.
 *
 * @param widest of the ticks left of it, in the plot's units
 */
export function plotBox(height: number, widest = 0): Box {
  return { width: PLOT_WIDTH, height, left: Math.max(46, widest + 7), right: 6, top: 8, bottom: 22 };
}

/** 0 at `from`, 1 at `to`, clipped to that. Logarithmic axes hold everything not positive at `from`. */
export function unit(axis: Axis, value: number): number {
  const map = axis.log === true ? (x: number) => Math.log10(Math.max(x, Number.MIN_VALUE)) : (x: number) => x;
  const from = map(axis.from);
  const to = map(axis.to);
  if (from === to) return 0;
  return Math.max(0, Math.min(1, (map(value) - from) / (to - from)));
}

export function xPixel(box: Box, axis: Axis, value: number): number {
  return box.left + unit(axis, value) * (box.width - box.left - box.right);
}

export function yPixel(box: Box, axis: Axis, value: number): number {
  return box.height - box.bottom - unit(axis, value) * (box.height - box.top - box.bottom);
}

/** The value under a pixel of the x axis; beyond its ends the end. */
export function xValue(box: Box, axis: Axis, pixel: number): number {
  const share = Math.max(0, Math.min(1, (pixel - box.left) / (box.width - box.left - box.right)));
  return axis.log === true
    ? axis.from * (axis.to / axis.from) ** share
    : axis.from + share * (axis.to - axis.from);
}

/** An SVG path through the points, rounded to tenths of a pixel; "" for none. */
export function linePath(series: Series, box: Box, x: Axis, y: Axis): string {
  let path = '';
  let pen = 'M';
  for (const [xValueHere, yValueHere] of series.points) {
    if (Number.isNaN(yValueHere)) {
      pen = 'M';
      continue;
    }
    path += `${pen}${round(xPixel(box, x, xValueHere))} ${round(yPixel(box, y, yValueHere))}`;
    pen = 'L';
  }
  return path;
}

/** An SVG path around a band, there along the most and back along the least; "" for none, and of one x. */
export function bandPath({ band = [] }: Pick<Series, 'band'>, box: Box, x: Axis, y: Axis): string {
  if (band.length < 2) return '';
  const corner = (at: number, value: number): string =>
    `${round(xPixel(box, x, at))} ${round(yPixel(box, y, value))}`;
  const there = band.map(([at, , most]) => corner(at, most));
  const back = band.map(([at, least]) => corner(at, least)).toReversed();
  return `M${[...there, ...back].join('L')}Z`;
}

/** The point with a y whose x is nearest; undefined where there is none. */
export function nearestPoint(line: Series, at: number): readonly [x: number, y: number] | undefined {
  let best: readonly [number, number] | undefined;
  for (const point of line.points) {
    if (Number.isNaN(point[1])) continue;
    if (best === undefined || Math.abs(point[0] - at) < Math.abs(best[0] - at)) best = point;
  }
  return best;
}

/** Whether a line has nothing to show. */
export function isEmpty({ points }: Series): boolean {
  return points.every(([, y]) => Number.isNaN(y));
}

/** Points without a neighbour: no line leads through them, so they need a mark of their own. */
export function lonePoints({ points }: Series): readonly (readonly [x: number, y: number])[] {
  const known = (point: readonly [number, number] | undefined): boolean =>
    point !== undefined && !Number.isNaN(point[1]);
  return points.filter((point, i) => known(point) && !known(points[i - 1]) && !known(points[i + 1]));
}

function round(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}
