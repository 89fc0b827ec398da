// The measures of what is shown, worked out in slices whenever it changes; those before stay until then.

import { useEffect, useMemo, useRef, useState } from 'react';
import { jackknifing } from '../../measures/jackknife';
import { meanDistance } from '../../measures/features';
import type { Estimate } from '../../measures/shares';
import { measuring, type RealSet, type Tradeoff } from '../../measures/tradeoff';
import { useNudge } from '../../store/use-store';
import { inSlices } from '../../timing/in-slices';
import { sameRow } from '../../worlds/images/sweep/sampled';
import { judgedOf, selectReal, selectRows, type ShownRow } from './shown';

/** Of more pictures than these the distance is not taken: their number is what it costs. */
const MOST_PICTURES = 48;
const NOTHING: Tradeoff = { m: null, rows: [], real: null };

export interface Shown {
  readonly tradeoff: Tradeoff;
  /** Mean distance within each row, over pixels; null of fewer than two pictures. */
  readonly distances: readonly (Estimate | null)[];
  /** Rows that they are of. */
  readonly rows: readonly ShownRow[];
}

export function useTradeoff(): Shown {
  const rows = useNudge(selectRows);
  const real = useNudge(selectReal);
  const [shown, setShown] = useState<Shown>({ tradeoff: NOTHING, distances: [], rows: [] });
  const work = useRef<Work | null>(null);
  useEffect(() => {
    work.current ??= new Work(setShown);
    work.current.take(rows, real);
  }, [rows, real]);
  useEffect(() => () => work.current?.end(), []);
  const before = useMemo(() => ({ rows, tradeoff: NOTHING, distances: [] }), [rows]);
  return sameRows(shown.rows, rows) ? shown : before;
}

/** One after the other: what is under way comes to its end before the newest is begun, however often that changes. */
class Work {
  #newest: readonly [rows: readonly ShownRow[], real: RealSet | null] | null = null;
  #isBusy = false;
  #isOver = false;

  constructor(private readonly show: (shown: Shown) => void) {}

  take(rows: readonly ShownRow[], real: RealSet | null): void {
    this.#newest = [rows, real];
    this.#isOver = false;
    if (!this.#isBusy) void this.#run();
  }

  end(): void {
    this.#isOver = true;
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    while (this.#newest !== null && !this.#isOver) {
      const [rows, real] = this.#newest;
      this.#newest = null;
      const found = await inSlices(all(rows, real), () => !this.#isOver);
      if (found !== null) this.show(found);
    }
    this.#isBusy = false;
  }
}

/** What is shown is of these rows, or of what there was of them a moment ago. */
const sameRows = (a: readonly ShownRow[], b: readonly ShownRow[]): boolean =>
  a.length === b.length &&
  a.every((row, i) => {
    const other = b[i];
    return other !== undefined && sameRow(row, other) && row.shipped === other.shipped;
  });

function* all(rows: readonly ShownRow[], real: RealSet | null): Generator<void, Shown> {
  const tradeoff = yield* measuring(rows.map(judgedOf), real);
  const distances: (Estimate | null)[] = [];
  const isJudged = tradeoff.rows.some((row) => row !== null);
  for (const { samples } of rows) {
    const pictures = samples.flatMap(({ x0 }) => x0 ?? []).slice(0, MOST_PICTURES);
    if (isJudged || pictures.length < 2) distances.push(null);
    else distances.push(yield* jackknifing(pictures, { of: meanDistance }));
  }
  return { tradeoff, distances, rows };
}
