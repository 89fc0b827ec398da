// A point of a points plot, and what is read of such points.

import { formatSmall } from './format';
import { xPixel, yPixel, type Axis, type Box } from './line-layout';
import type { Reading } from './reading';

export interface PlottedPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Absent: it is known exactly. */
  readonly xRange?: readonly [low: number, high: number];
  readonly yRange?: readonly [low: number, high: number];
  /** `real` is none of the line's. */
  readonly tone: 'guide' | 'model' | 'real';
  /** Name of another line that it is of, which is dashed; absent: of the one. */
  readonly series?: string;
}

/** With the line that it is of, where that is not the one. */
export const wholeName = ({ name, series }: Pick<PlottedPoint, 'name' | 'series'>): string =>
  series === undefined ? name : `${series}, ${name}`;

/** An axis: its range, its title, and how a value of it is written. */
interface ReadAxis {
  readonly axis: Axis;
  readonly title: string;
  readonly text?: (value: number) => string;
}

/**
 * A row a point, in their order.
 *
 * @param x null where the x axis holds nothing but the points' names
 */
export function readPoints(
  points: readonly PlottedPoint[],
  box: Box,
  x: ReadAxis | null,
  y: ReadAxis,
  place: Axis,
): Reading {
  const cell = (value: number, range: PlottedPoint['xRange'], { text = formatSmall }: ReadAxis): string =>
    range === undefined ? text(value) : `${text(value)} (${text(range[0])} to ${text(range[1])})`;
  const axes = [x, y].filter((axis) => axis !== null);
  const rows = points.map((point, i) => {
    const cells = axes.map((axis) =>
      axis === y ? cell(point.y, point.yRange, axis) : cell(point.x, point.xRange, axis),
    );
    return {
      at: i,
      left: xPixel(box, place, point.x),
      tops: [yPixel(box, y.axis, point.y)],
      cells: [wholeName(point), ...cells],
      text: `${wholeName(point)}: ${cells.map((text, k) => `${axes[k]?.title ?? ''} ${text}`).join(', ')}`,
    };
  });
  return { columns: ['point', ...axes.map(({ title }) => title)], rows };
}
