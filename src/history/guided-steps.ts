// Which steps of a chain a guidance interval leaves guided.

import type { Interval } from '../terms/interval';
import type { RunRule } from '../terms/rule';

/** How many: those whose t the interval has, but under K updates for the quiet ones, which nothing guides anyway. */
export function guidedSteps(timesteps: readonly number[], [low, high]: Interval, rule: RunRule): number {
  const N = timesteps.length;
  const loud = rule.kind === 'updates' ? Math.min(N - 1, N - Math.round(rule.quiet * N)) : N;
  return timesteps.filter((t, index) => index < loud && t >= low && t <= high).length;
}
