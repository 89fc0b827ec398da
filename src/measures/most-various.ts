// Which row keeps most variety among those that are accepted as often as the best one, as far as the samples tell.

import { isMore, type Estimate } from './shares';
import type { Measure, RowMeasures } from './tradeoff';

interface MostVarious {
  readonly row: number;
  readonly best: Estimate;
  /** The row that comes next, which has to be told apart from it. */
  readonly next: number;
  readonly second: Estimate;
  /** Whether it has more variety than that, and not by chance. */
  readonly isApart: boolean;
  /** Rows that are accepted no less often than the highest, or less often by chance. */
  readonly equal: readonly number[];
}

/** @param by what counts as variety @returns null where fewer than two such rows have a variety */
export function mostVarious(
  rows: readonly (RowMeasures | null)[],
  by: Measure = 'vendi',
): MostVarious | null {
  const known = rows.flatMap((row, i) =>
    row?.variety?.[by] === undefined ? [] : [{ i, acceptance: row.acceptance, variety: row.variety[by] }],
  );
  const [top] = known.toSorted((a, b) => b.acceptance.value - a.acceptance.value);
  if (top === undefined) return null;
  const equal = known.filter(({ acceptance }) => !isMore(top.acceptance, acceptance));
  const [best, second] = equal.toSorted((a, b) => b.variety.value - a.variety.value);
  if (best === undefined || second === undefined) return null;
  return {
    row: best.i,
    best: best.variety,
    next: second.i,
    second: second.variety,
    isApart: isMore(best.variety, second.variety),
    equal: equal.map(({ i }) => i),
  };
}
