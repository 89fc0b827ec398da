// How good points are: how many the exact classifier takes for the class asked for, how far they lie from the true
// conditional p(x | y) and from what sharpening by s would give, and how widely they spread.

import { slicing } from '../../diffusion/distances/sliced-wasserstein';
import { spread } from '../../diffusion/distances/spread';
import { conditionalMixture } from '../../diffusion/mixture/conditional';
import { drawPoints } from '../../diffusion/mixture/draw';
import { drawingSharpened, type Sharpening } from '../../diffusion/mixture/sharpened';
import type { Mixture } from '../../terms/plane';
import { labelling } from './labels';

/** What finished points come to. Distances are in units of the plane, sliced Wasserstein. */
export interface Measure {
  /** Share of the points in the class asked for; NaN where there is one class only. */
  readonly accuracy: number;
  /** Sliced Wasserstein distance to fresh points of the truth. */
  readonly distance: number;
  /** The same between two fresh draws of the data: a distance as small as this is no difference. */
  readonly floor: number;
  readonly spread: number;
  readonly trueSpread: number;
  /** Beside points of p(x)·p(y | x)^s; null where nothing sharpens. */
  readonly sharpened: Compared | null;
}

/** Distance to fresh points of a law, that between two draws of it, and its spread. */
export interface Compared {
  readonly distance: number;
  readonly floor: number;
  readonly spread: number;
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

/** The same points at the same s, whatever is measured. */
function* sharpenedTruth(mixture: Mixture, sharpening: Sharpening, n: number): Generator<void, Truth> {
  const known = truths.get(mixture) ?? new Map<string, Truth>();
  truths.set(mixture, known);
  const key = `${sharpening.target} ${n} ${sharpening.scale}`;
  let truth = known.get(key);
  if (truth === undefined) {
    const points = yield* drawingSharpened(mixture, sharpening, n, SEED + 1);
    const again = yield* drawingSharpened(mixture, sharpening, n, SEED + 2);
    truth = { points, floor: yield* slicing(points, again), spread: spread(points) };
    known.set(key, truth);
  }
  return truth;
}

/**
 * Yields between its parts.
 *
 * @param points [n, 2], finished
 * @param scale s, where it acted at every t; null where it did not
 */
export function* measuring(
  mixture: Mixture,
  target: number | null,
  points: Float32Array<ArrayBuffer>,
  scale: number | null = null,
): Generator<void, Measure> {
  const n = points.length / 2;
  const truth = yield* truthOf(mixture, target, n);
  const distance = yield* slicing(points, truth.points);
  let accuracy = NaN;
  let sharpened: Compared | null = null;
  if (target !== null && mixture.classes.length > 1) {
    const labels = yield* labelling(mixture, points);
    accuracy = labels.filter((label) => label === target).length / n;
    if (scale !== null && scale > 0) {
      const law = yield* sharpenedTruth(mixture, { target, scale }, n);
      const off = yield* slicing(points, law.points);
      sharpened = { distance: off, floor: law.floor, spread: law.spread };
    }
  }
  const { floor, spread: trueSpread } = truth;
  return { accuracy, distance, floor, spread: spread(points), trueSpread, sharpened };
}
