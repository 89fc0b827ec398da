// The axis that plots over t share: t itself, or the signal-to-noise ratio, which makes schedules alike.

import type { AxisKind } from '../../terms/axis';
import type { Axis } from '../../plots/line-layout';
import type { Tick } from '../../plots/plot-axes';

/** What is known of one t. */
interface Placed {
  readonly t: number;
  readonly logSnr: number; // base 10
}

interface OverT {
  readonly x: Axis;
  readonly xTicks: readonly Tick[];
  readonly at: (row: Placed) => number;
  /** The t that lies there. */
  readonly pick: (where: number) => number;
  /** What is so far along the axis. */
  readonly share: (share: number) => number;
}

/**
 * @param known by rising t; null while nothing is
 * @param T of the schedule, where nothing is known that says it
 */
export function axisFor(
  known: { readonly rows: readonly Placed[]; readonly T: number } | null,
  kind: AxisKind,
  T = 1000,
): OverT {
  const last = Math.max(1, (known?.T ?? T) - 1);
  if (kind === 't' || known === null || known.rows.length < 2) {
    return {
      x: { from: 0, to: last },
      xTicks: [0, Math.round(last / 2), last].map((at, i): Tick => ({
        at,
        text: i === 0 ? 't = 0' : `${at}`,
      })),
      at: ({ t }) => t,
      pick: (where) => where,
      share: (share) => share * last,
    };
  }
  const { rows } = known;
  // the SNR falls as t grows, to 0 where a schedule ends so: that t stands at the end of the axis
  const first = rows[0]!.logSnr;
  const end = rows.findLast(({ logSnr }) => Number.isFinite(logSnr))?.logSnr ?? first;
  const powers = [Math.floor(first), 0, Math.ceil(end)];
  return {
    x: { from: first, to: end },
    xTicks: powers.map((at): Tick => ({ at, text: at === 0 ? 'SNR = 1' : `1e${at}` })),
    at: ({ logSnr }) => Math.max(end, logSnr),
    pick: (where) =>
      rows.reduce((best, row) => (Math.abs(row.logSnr - where) < Math.abs(best.logSnr - where) ? row : best))
        .t,
    share: (share) => first + share * (end - first),
  };
}

/** The least and the most of all draws at one t. */
export function bandOver<Row extends Placed>(
  draws: readonly Row[],
  at: (row: Row) => number,
  value: (row: Row) => number,
): readonly [x: number, least: number, most: number] {
  const values = draws.map(value);
  return [at(draws[0]!), Math.min(...values), Math.max(...values)];
}
