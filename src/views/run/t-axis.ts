// The axis of t under a curve over the run.

import type { Axis } from '../../plots/line-layout';
import type { Tick } from '../../plots/plot-axes';

export interface TAxis {
  readonly x: Axis;
  readonly xTicks: readonly Tick[];
}

export function tAxis(first: number, last: number): TAxis {
  const middle = roundMiddle(first, last);
  return {
    x: { from: first, to: last },
    xTicks: [
      { at: first, text: `t = ${first}` },
      { at: middle, text: String(middle) },
      { at: last, text: String(last) },
    ],
  };
}

/** A round number about halfway. */
function roundMiddle(first: number, last: number): number {
  const grain = Math.abs(first - last) > 300 ? 100 : 1;
  return Math.round((first + last) / 2 / grain) * grain;
}
