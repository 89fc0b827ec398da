// A set of points against the distribution that it should be from: its mean sliced Wasserstein distance to 20 redraws of
// the truth, over that of truth against truth. 1 is what fresh samples have; a set of them lies between about 0.8 and
// 1.3 by chance.

import { slicedWasserstein } from '../src/diffusion/distances/sliced-wasserstein';
import { conditionalMixture } from '../src/diffusion/mixture/conditional';
import { drawPoints } from '../src/diffusion/mixture/draw';
import type { Mixture } from '../src/terms/plane';

const REDRAWS = 20;
const SEED = 77;

interface Distances {
  readonly toTruth: number;
  readonly amongTruth: number;
}

function distances(points: Float32Array, mixture: Mixture): Distances {
  const redraws = Array.from(
    { length: REDRAWS },
    (_, r) => drawPoints(mixture, points.length / 2, SEED, r).points,
  );
  let toTruth = 0;
  let amongTruth = 0;
  redraws.forEach((redraw, r) => {
    toTruth += slicedWasserstein(points, redraw) / REDRAWS;
    amongTruth += slicedWasserstein(redraws[(r + 1) % REDRAWS]!, redraw) / REDRAWS;
  });
  return { toTruth, amongTruth };
}

/** @param points [2n] */
export function ratioToTruth(points: Float32Array, mixture: Mixture): number {
  const { toTruth, amongTruth } = distances(points, mixture);
  return toTruth / amongTruth;
}

/** The points of each class against the true conditional of that class, all classes together. @param targets [n] */
export function ratioToConditionals(
  points: Float32Array,
  targets: readonly number[],
  mixture: Mixture,
): number {
  const all = mixture.classes.map((_, label) => {
    const own = targets.flatMap((target, i) =>
      target === label ? [points[2 * i]!, points[2 * i + 1]!] : [],
    );
    return distances(Float32Array.from(own), conditionalMixture(mixture, label));
  });
  const sum = (key: keyof Distances) => all.reduce((total, one) => total + one[key], 0);
  return sum('toTruth') / sum('amongTruth');
}
