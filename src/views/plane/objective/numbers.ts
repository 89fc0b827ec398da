// Numbers with their uncertainty, as text.

import type { Estimate } from '../../../measures/shares';
import { formatSmall } from '../../../plots/format';

/** "0.031 (0.027 to 0.035)", or the value alone where it has no interval. */
export function withInterval({ value, low, high }: Estimate): string {
  if (value === Infinity) return 'all chance';
  if (low === -Infinity) return formatSmall(value);
  if (!Number.isFinite(high)) return `${formatSmall(value)}, unsure`;
  return `${formatSmall(value)} (${formatSmall(low)} to ${formatSmall(high)})`;
}
