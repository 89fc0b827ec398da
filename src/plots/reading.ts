// What can be read off a plot, value by value: the rows of its table, which are also the places at which its cursor
// stops when it is moved by keys.

import { formatSmall } from './format';
import { xPixel, yPixel, type Axis, type Box, type Series } from './line-layout';
import type { Tick } from './plot-labels';

interface ReadingRow {
  /** x in the plot's own numbers. */
  readonly at: number;
  /** The same in the plot's units, and y of each mark at it. */
  readonly left: number;
  readonly tops: readonly number[];
  /** One text a column; '' where there is nothing. */
  readonly cells: readonly string[];
  /** All of it in one line: "t = 489: guided −0.31, not guided −4.20". */
  readonly text: string;
}

export interface Reading {
  readonly columns: readonly string[];
  /** From the plot's left to its right. */
  readonly rows: readonly ReadingRow[];
}

/** What a key does to the cursor; null where the key is not the plot's. Page keys are the run's. */
export function rowAfter(key: string, index: number, count: number): number | null {
  const far = Math.max(1, Math.round(count / 10));
  const by: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowUp: far,
    ArrowDown: -far,
    Home: -count,
    End: count,
  };
  const step = by[key];
  return step === undefined ? null : Math.max(0, Math.min(count - 1, index + step));
}

/** Index of the row whose x is nearest in the plot; the last one for null, -1 without rows. */
export function rowNear(rows: readonly ReadingRow[], left: number | null): number {
  if (left === null) return rows.length - 1;
  let best = -1;
  for (const [i, row] of rows.entries()) {
    const nearest = rows[best];
    if (nearest === undefined || Math.abs(row.left - left) < Math.abs(nearest.left - left)) best = i;
  }
  return best;
}

/** A number as its axis writes it: with what its ticks have before and after theirs ("t = ", " %"). */
export function writerOf(ticks: readonly Tick[]): (value: number) => string {
  for (const { at, text } of ticks) {
    const [, before = '', digits = '', after = ''] =
      /^(.*?)([−-]?\d[\d.,]*(?:e-?\d+)?)(\D*)$/.exec(text) ?? [];
    const number = Number(digits.replace('−', '-').replaceAll(',', ''));
    if (after.trim() === '%' && Math.abs(number - 100 * at) < 1) {
      return (value) => `${before}${(100 * value).toFixed(0)}${after}`;
    }
    if (before !== '' && number === at) return (value) => `${before}${exactly(value)}${after}`;
  }
  return formatSmall;
}

/** Of an axis: as many digits as it takes, up to four. */
function exactly(value: number): string {
  return String(Number(value.toPrecision(4)));
}

const minus = (text: string): string => text.replace(/^-/, '−');

/**
 * The points of all lines by x. In the one line of a row faint lines are left out, which are many.
 *
 * @param xText how an x is written
 */
export function readLines(
  series: readonly Series[],
  box: Box,
  x: Axis,
  y: Axis,
  xText: (at: number) => string,
  yText: (value: number) => string,
): Reading {
  const lines = series.map(({ points }) => new Map(points.filter(([, value]) => !Number.isNaN(value))));
  const bands = series.map(
    ({ band = [] }) => new Map(band.map(([at, low, high]) => [at, [low, high] as const])),
  );
  const all = [...new Set(lines.flatMap((line) => [...line.keys()]))];
  const rows = all.map((at): ReadingRow => {
    const cells = lines.map((line, i) => {
      const value = line.get(at);
      if (value === undefined) return '';
      const range = bands[i]?.get(at)?.map((end) => minus(yText(end)));
      return `${minus(yText(value))}${range === undefined ? '' : ` (${range.join(' to ')})`}`;
    });
    const told = series.flatMap(({ name, tone }, i) =>
      cells[i] === '' || tone === 'faint' ? [] : [`${name} ${cells[i]}`],
    );
    const tops = lines.flatMap((line, i) => {
      const value = line.get(at);
      return value === undefined || series[i]?.tone === 'faint' ? [] : [yPixel(box, y, value)];
    });
    const where = minus(xText(at));
    return {
      at,
      left: xPixel(box, x, at),
      tops,
      cells: [where, ...cells],
      text: `${where}: ${told.join(', ')}`,
    };
  });
  return {
    columns: ['at', ...series.map(({ name }) => name)],
    rows: rows.toSorted((a, b) => a.left - b.left),
  };
}
