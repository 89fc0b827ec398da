// Three plots on one axis: what is missed of ε at every t, what that costs, and the bits that come of it; of one network
// or of two, above the least that is possible.

import { useMemo, type ReactElement } from 'react';
import type { PointRow } from '../../../measures/point-evidence';
import type { Axis, Series } from '../../../plots/line-layout';
import { LinePlot } from '../../../plots/line-plot';
import { logTicks } from '../../../plots/log-ticks';
import type { NamePlaces } from '../../../plots/place-names';
import type { Tick } from '../../../plots/plot-axes';
import type { AxisKind } from '../../../terms/axis';
import styles from './objective.module.css';

export interface Curve {
  readonly name: string;
  readonly tone: Series['tone'];
  readonly rows: readonly PointRow[];
}

const LOSS: Axis = { from: 1e-6, to: 3, log: true };
const WEIGHT: Axis = { from: 1e-3, to: 1e3, log: true };
const BITS: Axis = { from: 1e-6, to: 3, log: true };
const LOSS_TICKS = logTicks(-6, 0, 2);
const WEIGHT_TICKS = logTicks(-3, 3, 3);
const BITS_TICKS = logTicks(-6, 0, 2);
const LEAST = 'least possible';
/** ‖ε* − ε_θ‖²: what a network misses more than it must, on average over the noise. */
const EXCESS = 'from the exact one';
const NO_NAMES: NamePlaces = {};

interface PlotsProps {
  /** The least possible is the first one's: over log SNR it is the same error for every schedule. */
  readonly curves: readonly Curve[];
  readonly axis: AxisKind;
  readonly T: number;
  readonly cursor: number | null;
  readonly empty: string;
}

export function AlignedPlots({ curves, axis, T, cursor, empty }: PlotsProps): ReactElement {
  const { x, xTicks, at } = useMemo(() => axisFor(curves, axis, T), [curves, axis, T]);
  const series = useMemo(() => seriesOf(curves, at), [curves, at]);
  const names = useMemo(() => namesOf(curves, x), [curves, x]);
  const first = curves[0]?.rows ?? [];
  const here = cursor === null ? undefined : first.find(({ t }) => t === cursor);
  const shared = { x, xTicks, height: 92, cursor: here === undefined ? null : at(here), empty };
  return (
    <div className={styles.plots}>
      <p className={styles.over}>
        {curves.length > 1
          ? 'Error of ε from the exact one, ‖ε* − ε_θ‖²'
          : 'Error of ε, ‖ε − ε_θ‖²: L_simple at each t'}
      </p>
      <LinePlot
        {...shared}
        label="L_simple per t"
        series={series.loss}
        y={LOSS}
        yTicks={LOSS_TICKS}
        names={names}
      />
      <p className={styles.over}>Weight in the bound, nats for one unit of it</p>
      <LinePlot
        {...shared}
        label="Weight per t"
        series={series.weight}
        y={WEIGHT}
        yTicks={WEIGHT_TICKS}
        names={NO_NAMES}
      />
      <p className={styles.over}>
        {curves.length > 1 ? 'What that costs, bits, t ≥ 1' : 'Bits for each coordinate, t ≥ 1'}
      </p>
      <LinePlot
        {...shared}
        label="Bits per t"
        series={series.bits}
        y={BITS}
        yTicks={BITS_TICKS}
        names={NO_NAMES}
      />
    </div>
  );
}

function axisFor(curves: readonly Curve[], axis: AxisKind, T: number) {
  const all = curves.flatMap(({ rows }) => rows);
  const last = Math.max(1, T - 1);
  if (axis === 't' || all.length < 2) {
    return {
      x: { from: 0, to: last },
      xTicks: [0, Math.round(last / 2), last].map((at, i): Tick => ({
        at,
        text: i === 0 ? 't = 0' : `${at}`,
      })),
      at: (row: PointRow): number => row.t,
    };
  }
  // the SNR falls as t grows
  const [from, to] = [
    Math.max(...all.map(({ logSnr }) => logSnr)),
    Math.min(...all.map(({ logSnr }) => logSnr)),
  ];
  return {
    x: { from, to },
    xTicks: [Math.floor(from), 0, Math.ceil(to)].map((at): Tick => ({
      at,
      text: at === 0 ? 'SNR = 1' : `1e${at}`,
    })),
    at: (row: PointRow): number => row.logSnr,
  };
}

/** One network as a whole and above the exact one; of two, which lie close, what each has above it. */
function seriesOf(curves: readonly Curve[], at: (row: PointRow) => number) {
  const [first, second] = curves;
  const line = (
    name: string,
    tone: Series['tone'],
    { rows }: Pick<Curve, 'rows'>,
    value: (row: PointRow) => number,
  ): Series => ({ name, tone, points: rows.map((row) => [at(row), value(row)] as const) });
  const steps = ({ t }: PointRow, value: number): number => (t === 0 ? Number.NaN : value);
  const error = ({ excess }: PointRow): number => excess;
  const cost = (row: PointRow): number => steps(row, (row.excess * row.weight) / Math.LN2);
  if (first === undefined) return { loss: [], weight: [], bits: [] };
  const least = [
    line(LEAST, 'quiet', first, (row) => row.least),
    line(LEAST, 'quiet', first, (row) => steps(row, row.leastBits)),
  ] as const;
  const weight = curves.map((curve) => line(curve.name, curve.tone, curve, (row) => row.weight));
  if (second !== undefined) {
    return {
      loss: [least[0], ...curves.map((curve) => line(curve.name, curve.tone, curve, error))],
      weight,
      bits: [least[1], ...curves.map((curve) => line(curve.name, curve.tone, curve, cost))],
    };
  }
  const { name, tone } = first;
  return {
    loss: [least[0], line(name, tone, first, (row) => row.loss), line(EXCESS, 'ink', first, error)],
    weight,
    bits: [
      least[1],
      line(name, tone, first, (row) => steps(row, row.bits)),
      line(EXCESS, 'ink', first, cost),
    ],
  };
}

/** The lines' names, apart from each other. */
function namesOf(curves: readonly Curve[], { from, to }: Axis): NamePlaces {
  const at = (share: number): number => from + share * (to - from);
  const places: Record<string, NamePlaces[string]> = {
    [LEAST]: { at: at(curves.length > 1 ? 0.3 : 0.65), above: curves.length > 1 },
    [EXCESS]: { at: at(0.3), above: false },
  };
  curves.forEach(({ name }, i) => {
    places[name] = {
      at: at(curves.length > 1 ? 0.45 + 0.2 * i : 0.3),
      above: i === 1 || curves.length === 1,
    };
  });
  return places;
}
