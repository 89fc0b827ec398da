// The measures of what is shown, worked out in slices whenever it changes, and drawn in slices too (a transition of React’s);
// those before stay until then.

import {
  createContext,
  startTransition,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { jackknifing } from '../../measures/jackknife';
import { meanDistance } from '../../measures/features';
import type { Estimate } from '../../measures/shares';
import { pointMeasures } from '../../measures/points';
import { sentenceMeasures } from '../../measures/sentences';
import { measuring, measuringBy, type RealSet, type Tradeoff } from '../../measures/tradeoff';
import { classOf } from '../../terms/target';
import type { SweepOf } from '../../sweep/asked';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { inSlices } from '../../timing/in-slices';
import { sameRow } from '../../sweep/sampled';
import {
  judgedOf,
  pointsOf,
  saidOf,
  selectAsked,
  selectOthers,
  selectReal,
  selectRows,
  type OtherRows,
  type ShownRow,
} from './shown';

/** Of more pictures than these the distance is not taken: their number is what it costs. */
const MOST_PICTURES = 48;
const NOTHING: Tradeoff = { m: null, rows: [], real: null };

export interface Shown {
  readonly tradeoff: Tradeoff;
  /** Mean distance within each row, over pixels; null of fewer than two pictures. */
  readonly distances: readonly (Estimate | null)[];
  /** Rows that they are of. */
  readonly rows: readonly ShownRow[];
  /** The same of other guides, at the same m. */
  readonly others: readonly OtherMeasures[];
}

interface OtherMeasures extends OtherRows {
  readonly measures: Tradeoff['rows'];
}

const NOTHING_SHOWN: Shown = { tradeoff: NOTHING, distances: [], rows: [], others: [] };
const ShownContext = createContext(NOTHING_SHOWN);

/** The measures, for what stands inside: only that is drawn anew when they change. */
export const useShown = (): Shown => useContext(ShownContext);

/** Works out the measures that `useShown` gives to its children. */
export function Measured({ children }: { readonly children: ReactNode }): ReactElement {
  const shown = useTradeoff();
  return <ShownContext value={shown}>{children}</ShownContext>;
}

function useTradeoff(): Shown {
  const rows = useNudgeFrame(selectRows);
  const others = useNudgeFrame(selectOthers);
  const real = useNudge(selectReal);
  const of = useNudge(selectAsked);
  const [shown, setShown] = useState(NOTHING_SHOWN);
  const work = useRef<Work | null>(null);
  useEffect(() => {
    work.current ??= new Work((found) => startTransition(() => setShown(found)));
    work.current.take(rows, others, real, of);
  }, [rows, others, real, of]);
  useEffect(() => () => work.current?.end(), []);
  const before = useMemo(() => ({ rows, tradeoff: NOTHING, distances: [], others: [] }), [rows]);
  return sameRows(shown.rows, rows) ? shown : before;
}

/** One after the other: what is under way comes to its end before the newest is begun, however often that changes. */
class Work {
  #newest: Parameters<typeof all> | null = null;
  #isBusy = false;
  #isOver = false;

  constructor(private readonly show: (shown: Shown) => void) {}

  take(...newest: Parameters<typeof all>): void {
    this.#newest = newest;
    this.#isOver = false;
    if (!this.#isBusy) void this.#run();
  }

  end(): void {
    this.#isOver = true;
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    while (this.#newest !== null && !this.#isOver) {
      const newest = this.#newest;
      this.#newest = null;
      const found = await inSlices(all(...newest), () => !this.#isOver);
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

/** Pictures, sentences or points. */
function* measured(
  rows: readonly ShownRow[],
  real: RealSet | null,
  of: SweepOf | null,
): Generator<void, Tradeoff> {
  const target = of === null ? null : classOf(of.target);
  if (of?.pack.text !== undefined) return yield* measuringBy(rows.map(saidOf), sentenceMeasures);
  if (of === null || of.mixture === null || target === null)
    return yield* measuring(rows.map(judgedOf), real);
  return yield* measuringBy(rows.map(pointsOf), pointMeasures(of.mixture, target));
}

function* all(
  rows: readonly ShownRow[],
  others: readonly OtherRows[],
  real: RealSet | null,
  of: SweepOf | null,
): Generator<void, Shown> {
  const together = [...rows, ...others.flatMap((other) => other.rows)];
  const { rows: found, ...rest } = yield* measured(together, real, of);
  const tradeoff = { ...rest, rows: found.slice(0, rows.length) };
  let from = rows.length;
  const beside = others.map((other): OtherMeasures => {
    const measures = found.slice(from, (from += other.rows.length));
    return { ...other, measures };
  });
  const distances: (Estimate | null)[] = [];
  const isJudged = tradeoff.rows.some((row) => row !== null);
  for (const { samples } of rows) {
    const pictures = samples.flatMap(({ x0 }) => x0 ?? []).slice(0, MOST_PICTURES);
    if (isJudged || pictures.length < 2) distances.push(null);
    else distances.push(yield* jackknifing(pictures, { of: meanDistance }));
  }
  return { tradeoff, distances, rows, others: beside };
}
