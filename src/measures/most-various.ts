// Which row keeps most variety among those that are accepted as often as the best one, as far as the samples tell.

import { isMore } from './shares';
import type { RowMeasures, Variety } from './tradeoff';

export interface MostVarious {
  readonly row: number;
  readonly best: Variety;
  /** The row that comes next, which has to be told apart from it. */
  readonly next: number;
  readonly second: Variety;
  /** Whether it has more variety than that, and not by chance. */
  readonly isApart: boolean;
  /** Rows that are accepted no less often than the highest, or less often by chance. */
  readonly equal: readonly number[];
}

/** @returns null where fewer than two such rows have a variety */
export function mostVarious(rows: readonly (RowMeasures | null)[]): MostVarious | null {
  const known = rows.flatMap((row, i) =>
    row === null || row.variety === null ? [] : [{ i, acceptance: row.acceptance, variety: row.variety }],
  );
  const [top] = known.toSorted((a, b) => b.acceptance.value - a.acceptance.value);
  if (top === undefined) return null;
  const equal = known.filter(({ acceptance }) => !isMore(top.acceptance, acceptance));
  const [best, second] = equal.toSorted((a, b) => b.variety.vendi.value - a.variety.vendi.value);
  if (best === undefined || second === undefined) return null;
  return {
    row: best.i,
    best: best.variety,
    next: second.i,
    second: second.variety,
    isApart: isMore(best.variety.vendi, second.variety.vendi),
    equal: equal.map(({ i }) => i),
  };
}
