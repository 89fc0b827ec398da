// At the end of a run: what came near to its limit, so that a test that creeps is seen before it fails.

import { NEAR } from './hang';

export interface Wait {
  readonly what: string;
  readonly milliseconds: number;
  readonly limit: number;
}

/** One line for each wait that took more than a quarter of its limit, the nearest first; and the nearest of all. */
export function nearLimits(waits: readonly Wait[]): string {
  const share = ({ milliseconds, limit }: Wait) => milliseconds / limit;
  const line = (wait: Wait) =>
    `${(100 * share(wait)).toFixed(1)} % of ${wait.limit / 1000} s: ${wait.what} (${(wait.milliseconds / 1000).toFixed(1)} s)`;
  const sorted = waits.toSorted((a, b) => share(b) - share(a));
  const near = sorted.filter((wait) => share(wait) > NEAR).map((wait) => `  ${line(wait)}`);
  if (near.length > 0) return `Nearer to its limit than a factor of ${1 / NEAR}:\n${near.join('\n')}\n`;
  const [nearest] = sorted;
  const most = nearest === undefined ? '' : ` The nearest: ${line(nearest)}.`;
  return `Nothing came nearer to its limit than a factor of ${1 / NEAR}.${most}\n`;
}
