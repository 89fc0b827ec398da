// The axes of the curves along the way.

import type { StepRecord } from '../../../history/step-record';
import type { Axis } from '../../../plots/line-layout';
import { niceRange } from '../../../plots/pixels';
import type { NamePlaces } from '../../../plots/place-names';
import type { Tick } from '../../../plots/plot-axes';
import type { Slot } from '../../../terms/pack-info';
import type { Target } from '../../../terms/target';
import { slotStates } from '../../run/slot-states';
import { tAxis, type TAxis } from '../../run/t-axis';

/** Labels that what is asked for was chosen from, all slots together. */
export function waysOf(slots: readonly Slot[], target: Target): number {
  return slotStates(slots, target, 0, null, null).reduce(
    (ways, { asked, labels }) => (asked < 0 ? ways : ways * labels.length),
    1,
  );
}

/** Both ways from 0, as far as any lane's value goes that one guide gave. */
export function fitAxis(
  steps: readonly StepRecord[],
  by: string | undefined,
): {
  readonly axis: Axis;
  readonly ticks: readonly Tick[];
} {
  let largest = 1;
  for (const { numbers, lanes } of steps) {
    numbers.lanes.forEach(({ logP }, lane) => {
      if (lanes[lane]?.guide === by) largest = Math.max(largest, Math.abs(logP) || 0);
    });
  }
  const end = niceRange(largest);
  const ticks = [end, 0, -end].map((at) => ({ at, text: String(at).replace('-', '−') }));
  return { axis: { from: -end, to: end }, ticks };
}

interface XAxis extends TAxis {
  readonly logPNames: NamePlaces;
  readonly sizeNames: NamePlaces;
}

export function axisOf(first: number, last: number): XAxis {
  const at = (share: number): number => first + (last - first) * share;
  return {
    ...tAxis(first, last),
    logPNames: {
      // left of the reference's words
      guided: { at: at(0.04), above: true },
      'not guided': { at: at(0.04), above: false },
      's = 0': { at: at(0.04), above: true },
      ghost: { at: at(0.8), above: false },
    },
    sizeNames: {
      'noise σ': { at: at(0.06), above: false },
      nudge: { at: at(0.06), above: false },
      ghost: { at: at(0.8), above: true },
    },
  };
}
