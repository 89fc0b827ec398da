// Points as CSV: "x,y,class" a row, with or without a header. What cannot be read is said in a sentence, with its row.

import { MOST_CLASSES, MOST_POINTS } from '../../terms/plane';
import { NudgeError } from '../../terms/errors';
import { drawnText, REACH, type DrawnPoint } from './drawn-points';

/** A file beyond this is not read at all. */
export const MOST_BYTES = 128 * 1024 * 1024;

export interface Imported {
  readonly points: readonly DrawnPoint[];
  /** Rows in the file; more than there are points when only some were taken. */
  readonly rows: number;
  readonly classes: readonly string[];
}

/** Rows between two looks at the clock. */
const PORTION = 20_000;

/**
 * Yields now and then: a file may have a million rows. Of more than `MOST_POINTS`, evenly spread ones are taken. Points
 * are moved and scaled into the plane.
 *
 * @throws NudgeError `bad-request` naming the first row that is wrong
 */
export function* importing(text: string): Generator<void, Imported> {
  const lines: string[] = [];
  let from = 0;
  for (let count = 1; from < text.length; count++) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    const line = text.slice(from, Math.min(to, from + 200)).trim();
    if (line !== '' && !line.startsWith('#')) lines.push(line);
    from = to + 1;
    if (count % PORTION === 0) yield;
  }
  const rows =
    lines.length > 0 && numbersOf(lines[0]!) === null && isHeader(lines[0]!) ? lines.slice(1) : lines;
  if (rows.length === 0) throw wrong('expected rows of x, y and class, got none.');
  const every = Math.max(1, rows.length / MOST_POINTS);
  const raw: { x: number; y: number; name: string }[] = [];
  for (let i = 0; raw.length < MOST_POINTS && Math.floor(i * every) < rows.length; i++) {
    const at = Math.floor(i * every);
    const row = rows[at]!;
    const numbers = numbersOf(row);
    if (numbers === null) {
      throw wrong(
        `row ${at + 1}: expected two numbers and a class, as in 0.5,-1.2,A, got “${row.slice(0, 40)}”.`,
      );
    }
    raw.push(numbers);
  }
  yield;
  const classes = [...new Set(raw.map(({ name }) => name))].toSorted();
  if (classes.length > MOST_CLASSES) {
    throw wrong(
      `expected at most ${MOST_CLASSES} classes, got ${classes.length}: is the third column the class?`,
    );
  }
  return { points: fitted(raw, classes), rows: rows.length, classes };
}

function numbersOf(row: string): { x: number; y: number; name: string } | null {
  const [x, y, name = ''] = row.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  if (x === undefined || y === undefined || x === '' || y === '') return null;
  const [a, b] = [Number(x), Number(y)];
  return Number.isFinite(a) && Number.isFinite(b) ? { x: a, y: b, name } : null;
}

/** Two or three words, as "x,y,class". */
function isHeader(row: string): boolean {
  const cells = row.split(/[,;\t]/);
  return cells.length >= 2 && cells.length <= 3 && cells.every((cell) => /^\s*"?[a-z_]\w*"?\s*$/i.test(cell));
}

/** Moved to the middle and scaled to unit spread, or so that all of it is on the plane. */
function fitted(
  raw: readonly { readonly x: number; readonly y: number; readonly name: string }[],
  classes: readonly string[],
): readonly DrawnPoint[] {
  const n = raw.length;
  const middleX = raw.reduce((sum, { x }) => sum + x / n, 0);
  const middleY = raw.reduce((sum, { y }) => sum + y / n, 0);
  let square = 0;
  let farthest = 0;
  for (const { x, y } of raw) {
    square += ((x - middleX) ** 2 + (y - middleY) ** 2) / (2 * n);
    farthest = Math.max(farthest, Math.abs(x - middleX), Math.abs(y - middleY));
  }
  if (!(farthest > 0)) throw wrong('expected points in different places, got all in one.');
  const scale = Math.min(1 / Math.sqrt(square), (0.98 * REACH) / farthest);
  return raw.map(({ x, y, name }) => ({
    x: (x - middleX) * scale,
    y: (y - middleY) * scale,
    label: classes.indexOf(name),
  }));
}

/** Rows of "x,y,class" with a header. @param points [n, 2] */
export function csvOf(
  points: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: readonly string[],
): string {
  const rows = Array.from(
    { length: labels.length },
    (_, i) =>
      `${(points[2 * i] ?? 0).toFixed(4)},${(points[2 * i + 1] ?? 0).toFixed(4)},${classes[labels[i] ?? 0] ?? ''}`,
  );
  return ['x,y,class', ...rows, ''].join('\n');
}

export function textOf({ points }: Pick<Imported, 'points'>): string {
  return drawnText(points);
}

function wrong(sentence: string): NudgeError {
  return new NudgeError('bad-request', `CSV: ${sentence}`);
}
