// One step of one lane taken apart: what x is after each part, and the two forces of each of the K updates.

import { rms } from '../magnitudes';
import type { Samples } from '../../terms/sample';
import type { Step } from '../../terms/step';

export interface Part {
  readonly name: string;
  /** RMS per number of what the part is, or of what it adds. */
  readonly size: number;
  /** Of an update: RMS of the force back to the mean. */
  readonly back?: number;
  /** The lane's vectors after it; null where the part is no place to read words from. */
  readonly x: Samples | null; // [n, d]
}

/** In the order in which they come about. */
export function partsOf(step: Step, lane: number): readonly Part[] {
  const size = step.xt.length / step.lanes.length;
  const of = (values: Samples): Samples => values.subarray(lane * size, (lane + 1) * size);
  const sigma = Math.sqrt(step.transition.variance);
  const mean = of(step.mean);
  const rule = step.rule.kind === 'updates' ? step.rule : null;
  return [
    { name: 'x̂₀', size: rms(of(step.modelOutput)), x: of(step.modelOutput) },
    {
      name: step.clamp === false ? 'not clamped' : 'clamped',
      size: rms(of(step.predX0)),
      x: of(step.predX0),
    },
    { name: 'mean μ', size: rms(mean), x: mean },
    ...(step.noise === null
      ? []
      : [
          {
            name: 'noise σz',
            size: sigma * rms(of(step.noise)),
            x: step.updates[0] ? of(step.updates[0].x) : null,
          },
        ]),
    ...step.updates.map(({ x, guidance }, k): Part => {
      const next = step.updates[k + 1]?.x ?? step.xPrev;
      const away = of(x).map((value, i) => (2 * (rule?.weight ?? 0) * (value - mean[i]!)) / (sigma || 1));
      return { name: `update ${k + 1}`, size: rms(of(guidance.gradient)), back: rms(away), x: of(next) };
    }),
    ...(step.guidance === null ? [] : [{ name: 'nudge', size: rms(of(step.meanShift)), x: null }]),
    { name: 'xₚᵣₑᵥ', size: rms(of(step.xPrev)), x: of(step.xPrev) },
  ];
}
