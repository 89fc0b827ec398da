// What is still to be computed of a sweep, in which order, and how much that is. Pure: no clock, no worker.

import type { SweepOf } from './asked';
import { rowKey, sameRow, type Cell, type Row } from './sampled';
import type { Sweep } from './sweep';

type Known = Sweep['rows'];

const NONE: Row = new Map();

/** In their order. */
export function rowsOf(of: SweepOf, known: Known): readonly Row[] {
  return of.rows.map((row) => known.get(rowKey(of.made, row)) ?? NONE);
}

export function isIn({ settings }: SweepOf, seed: number): boolean {
  return seed >= settings.seed && seed < settings.seed + settings.seeds;
}

/** Samples that a whole sweep has. */
export const countOf = ({ rows, settings }: SweepOf): number => rows.length * settings.seeds;

/** How many of them are known. */
export function knownOf(of: SweepOf, known: Known): number {
  let count = 0;
  for (const row of rowsOf(of, known)) for (const seed of row.keys()) if (isIn(of, seed)) count++;
  return count;
}

/**
 * Seed by seed, and of each seed every row, so that all of them have samples early.
 *
 * @param atWork cells that are being computed
 */
export function nextBatch(of: SweepOf, known: Known, size: number, atWork: readonly Cell[] = []): Cell[] {
  const rows = rowsOf(of, known);
  const cells: Cell[] = [];
  const { seed: first, seeds } = of.settings;
  for (let seed = first; seed < first + seeds; seed++) {
    for (const [i, row] of of.rows.entries()) {
      if (rows[i]!.has(seed)) continue;
      if (atWork.some((cell) => cell.seed === seed && sameRow(cell, row))) continue;
      cells.push({ ...row, seed });
      if (cells.length === size) return cells;
    }
  }
  return cells;
}

/** Whether what is being computed of one sweep is wanted of another, so that it need not be begun anew. */
export function stillHolds(cells: readonly Cell[], before: SweepOf, now: SweepOf): boolean {
  return cells.every(
    (cell) =>
      now.rows.some((row) => sameRow(row, cell)) &&
      isIn(now, cell.seed) &&
      rowKey(before.made, cell) === rowKey(now.made, cell),
  );
}

/** Lanes at once: whole columns where they fit, and more where there is a GPU to keep busy. */
export function batchSize({ rows }: SweepOf, backend: 'webgpu' | 'wasm'): number {
  const most = backend === 'webgpu' ? 48 : 8;
  return rows.length > most ? most : rows.length * Math.floor(most / rows.length);
}

/** How many compute at once. WASM itself takes half of the processor's cores at most, and a GPU is one. */
export function workersFor(backend: 'webgpu' | 'wasm', cores: number): number {
  return backend === 'wasm' && cores >= 2 ? 2 : 1;
}

/** Whether each of two workers has one core: WASM needs no threads for it, of which it would make eight for each. */
export const isSingleThread = (cores: number): boolean => cores >= 2 && cores < 4;

/** Milliseconds that are left. @param pace of one step of one sample, by all workers; null where that is not known */
export function timeLeft(
  of: SweepOf,
  { rows, batch }: Pick<Sweep, 'rows' | 'batch'>,
  pace: number | null,
): number | null {
  if (pace === null) return null;
  const samples = countOf(of) - knownOf(of, rows);
  const taken = batch === null ? 0 : batch.cells.length * batch.taken;
  return pace * Math.max(0, samples * of.settings.steps - taken);
}
