// How good points are: how many the exact classifier takes for the class asked for, how far they lie from the true
// conditional p(x | y), and how widely they spread.

import { slicing } from '../../diffusion/distances/sliced-wasserstein';
import { spread } from '../../diffusion/distances/spread';
import { conditionalMixture } from '../../diffusion/mixture/conditional';
import { drawPoints } from '../../diffusion/mixture/draw';
import type { Mixture } from '../../terms/plane';
import { labelling } from './labels';

export interface Measure {
  /** Share of the points in the class asked for; NaN where there is one class only. */
  readonly accuracy: number;
  /** Sliced Wasserstein distance to fresh points of the truth. */
  readonly distance: number;
  /** The same between two fresh draws of the data: a distance as small as this is no difference. */
  readonly floor: number;
  readonly spread: number;
  readonly trueSpread: number;
}

interface Truth {
  readonly points: Float32Array<ArrayBuffer>;
  readonly floor: number;
  readonly spread: number;
}

const truths = new WeakMap<Mixture, Map<string, Truth>>();
const SEED = 20;

/** @param target null compares with all of the data */
function* truthOf(mixture: Mixture, target: number | null, n: number): Generator<void, Truth> {
  const known = truths.get(mixture) ?? new Map<string, Truth>();
  truths.set(mixture, known);
  const key = `${target} ${n}`;
  let truth = known.get(key);
  if (truth === undefined) {
    const law = target === null ? mixture : conditionalMixture(mixture, target);
    const { points } = drawPoints(law, n, SEED, 0);
    yield;
    const again = drawPoints(law, n, SEED, 1).points;
    truth = { points, floor: yield* slicing(points, again), spread: spread(points) };
    known.set(key, truth);
  }
  return truth;
}

/** Yields between its parts. @param points [n, 2], finished */
export function* measuring(
  mixture: Mixture,
  target: number | null,
  points: Float32Array<ArrayBuffer>,
): Generator<void, Measure> {
  const n = points.length / 2;
  const truth = yield* truthOf(mixture, target, n);
  const distance = yield* slicing(points, truth.points);
  let accuracy = NaN;
  if (target !== null && mixture.classes.length > 1) {
    const labels = yield* labelling(mixture, points);
    accuracy = labels.filter((label) => label === target).length / n;
  }
  return { accuracy, distance, floor: truth.floor, spread: spread(points), trueSpread: truth.spread };
}
