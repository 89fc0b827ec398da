// The terms as a table for other programs.

import type { VarianceType } from '../../terms/scheduler';
import type { Evidence } from './shown';

const COLUMNS = ['t', 'bits', 'loss', 'clippedLoss', 'meanError', 'weight'] as const;

/** One line a t; what it is of stands in the lines that begin with #. */
export function csvOf({ of, rows, T, prior, total }: Evidence, variance: VarianceType): string {
  const about = [
    `pack ${of.pack.id}, sha256 ${of.pack.sha256 ?? 'unknown'}, noise seed ${of.seed}, ${variance}`,
    `${rows.length} of ${T} values of t; L_T ${prior}; ${total.complete ? 'total' : 'estimate of the total'} ${total.bits} bits/dim`,
    'bits: bits per dimension; loss, clippedLoss, meanError: per number; weight: nats for one unit of clippedLoss',
  ];
  const line = (row: Evidence['rows'][number]): string =>
    COLUMNS.map((name) => (Number.isNaN(row[name]) ? '' : String(row[name]))).join(',');
  return [...about.map((text) => `# ${text}`), COLUMNS.join(','), ...rows.map(line), ''].join('\n');
}
