// The terms as a table for other programs.

import type { VarianceType } from '../../terms/scheduler';
import type { Evidence } from './shown';
import type { Shown } from './use-shown';

const COLUMNS = ['t', 'bits', 'loss', 'clippedLoss', 'meanError', 'weight'] as const;
const UNITS =
  'bits: bits per dimension; loss, clippedLoss, meanError: per number; weight: nats for one unit of clippedLoss';

/** One line a t; what it is of stands in the lines that begin with #. */
export function csvOf({ of, rows, T, prior, total }: Evidence, variance: VarianceType): string {
  const about = [
    `${modelOf(of)}, noise seed ${of.seed}, ${variance}`,
    `${rows.length} of ${T} values of t; L_T ${prior}; ${total.complete ? 'total' : 'estimate of the total'} ${total.bits} bits/dim`,
    UNITS,
  ];
  return linesOf(about, [COLUMNS.join(','), ...rows.map(lineOf)]);
}

/** Of several pictures a line for each and each t, with what is known of them together above. */
export function csvShown({ lanes, each, evidence }: Shown, variance: VarianceType): string {
  if (evidence === null) return '';
  if (lanes.kind === 'one') return csvOf(evidence, variance);
  const { of, set } = evidence;
  const names = lanes.of.map(({ key }, i) => lanes.names[i] ?? nameOf(key, i));
  const about = [
    `${modelOf(of)}, noise seed ${of.seed}, ${variance}`,
    ...each.flatMap((one, i) =>
      one === null
        ? []
        : `${names[i]}: ${one.rows.length} of ${one.T} values of t; L_T ${one.prior}; ${one.total.complete ? 'total' : 'estimate of the total'} ${one.total.bits} bits/dim`,
    ),
    ...(set === undefined
      ? []
      : [
          `mean of ${set.counted} of ${set.count}: ${set.total.value}, 95 % interval ${set.total.low} to ${set.total.high}`,
        ]),
    UNITS,
  ];
  const rows = each.flatMap((one, i) => (one?.rows ?? []).map((row) => `${names[i]},${lineOf(row)}`));
  return linesOf(about, [['picture', ...COLUMNS].join(','), ...rows]);
}

/** "sheet 5"; of a picture that was drawn or opened, its place. */
export const nameOf = (key: string, place: number): string =>
  /^sheet \d+$/.test(key) ? key : `own ${place + 1}`;

export const modelOf = ({ pack }: Pick<Evidence['of'], 'pack'>): string =>
  `pack ${pack.id}, sha256 ${pack.sha256 ?? 'unknown'}`;

const lineOf = (row: Evidence['rows'][number]): string =>
  COLUMNS.map((name) => (Number.isNaN(row[name]) ? '' : String(row[name]))).join(',');

export const linesOf = (about: readonly string[], table: readonly string[]): string =>
  [...about.map((text) => `# ${text}`), ...table, ''].join('\n');
