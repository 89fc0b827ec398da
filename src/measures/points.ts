// How various points of the plane are, beside points of the exact p(x | y) at the same number.

import { slicing } from '../diffusion/distances/sliced-wasserstein';
import { spread } from '../diffusion/distances/spread';
import { conditionalMixture } from '../diffusion/mixture/conditional';
import { drawPoints } from '../diffusion/mixture/draw';
import { Evaluator } from '../diffusion/mixture/evaluate';
import { noised } from '../diffusion/mixture/noised';
import type { Mixture } from '../terms/plane';
import { jackknifing } from './jackknife';
import type { Estimate } from './shares';
import { meanOf, type Accepted, type SetMeasures } from './tradeoff';

export type Point = readonly [x: number, y: number];

/** A point at the end of its chain. */
export interface FinishedPoint extends Accepted {
  readonly at: Point;
}

const REAL_SETS = 20;
const SEED = 30;

/** What the exact classifier says of a clean point. */
export function pointVerdict(mixture: Mixture, target: number) {
  const evaluator = new Evaluator(noised(mixture, 1));
  return ([x, y]: Point): Accepted & { readonly label: number } => {
    evaluator.posterior(x, y, target);
    const { classProbs } = evaluator;
    const label = classProbs.indexOf(Math.max(...classProbs));
    return { accepted: label === target, nats: -evaluator.logPosterior, label };
  };
}

/** Neither can be. */
const notBelow0 = (found: Estimate): Estimate => ({ ...found, low: Math.max(0, found.low) });

const flat = (points: readonly Point[]): readonly number[] => points.flat();

/** @param target index of the class that was asked for */
export function pointMeasures(mixture: Mixture, target: number): SetMeasures<FinishedPoint> {
  const law = conditionalMixture(mixture, target);
  const draw = (m: number, index: number): Float32Array<ArrayBuffer> =>
    drawPoints(law, m, SEED, index).points;
  return {
    *of(samples) {
      const points = samples.map(({ at }) => at);
      const truth = draw(1000, REAL_SETS);
      const of = (own: readonly Point[]): number => spread(flat(own));
      const swd = (own: readonly Point[]): number => finished(slicing(flat(own), truth));
      return {
        spread: notBelow0(yield* jackknifing(points, { of })),
        swd: notBelow0(yield* jackknifing(points, { of: swd })),
      };
    },
    *real(m) {
      const verdict = pointVerdict(mixture, target);
      const truth = draw(1000, REAL_SETS);
      const found: { readonly spread: number; readonly swd: number }[] = [];
      for (let i = 0; i < REAL_SETS; i++) {
        yield;
        const own = draw(m, i);
        found.push({ spread: spread(own), swd: yield* slicing(own, truth) });
      }
      const verdicts = Array.from({ length: 1000 }, (_, i) => verdict([truth[2 * i]!, truth[2 * i + 1]!]));
      return {
        acceptance: verdicts.filter(({ accepted }) => accepted).length / verdicts.length,
        nats: meanOf(verdicts.map(({ nats }) => nats)),
        spread: meanOf(found.map((each) => each.spread)),
        swd: meanOf(found.map((each) => each.swd)),
      };
    },
  };
}

function finished<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
