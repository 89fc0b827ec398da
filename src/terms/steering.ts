// How a run was steered, as one list: what changed, and the step from which on it held. With the settings it says
// everything that a run depends on, so a link or a file that holds it gives the run again. This file also writes its
// text form, for addresses and the command line: "0y7s4_12y3_40s7.5_s7.6"; read-steering.ts reads it.

import { intervalText, type Interval } from './interval';
import type { Sampler } from './scheduler';
import type { Target } from './target';
import { steeredText } from './target-text';

/** What changed at a step of a run. */
export interface Steering {
  /** The first step that it concerns, from 0. */
  readonly at: number;
  /** What is absent stays as it was. */
  readonly target?: Target;
  /** Id of the guide; null is the pack's first. */
  readonly guide?: string | null;
  readonly guidanceScale?: number;
  /** null is all of t. */
  readonly guidanceInterval?: Interval | null;
  readonly seed?: number;
  readonly sampler?: Sampler['kind'];
  /** Samples that were put elsewhere by hand before that step. */
  readonly moves?: readonly Move[];
}

/** A sample of a lane, and where it was put. */
export interface Move {
  readonly lane: number;
  /** Every number of it. */
  readonly to: readonly number[];
}

/**
 * Items separated by "_": the step (left out when it is the one after the item before), then y and the class or
 * another target in brackets, s and the scale, i and the interval (alone: all of t), z and the seed, ddpm or ddim; m, a
 * lane and the numbers of its sample.
 */
export function steeringText(list: readonly Steering[]): string {
  return list
    .map(({ at, target, guide, guidanceScale, guidanceInterval, seed, sampler, moves = [] }, i) => {
      const follows = i > 0 && list[i - 1]?.at === at - 1;
      return [
        follows ? '' : at,
        target === undefined ? '' : steeredText(target),
        guide === undefined ? '' : `g${guide ?? ''}.`,
        guidanceScale === undefined ? '' : `s${guidanceScale}`,
        guidanceInterval === undefined ? '' : `i${guidanceInterval ? intervalText(guidanceInterval) : ''}`,
        seed === undefined ? '' : `z${seed}`,
        sampler ?? '',
        ...moves.map(({ lane, to }) => ['m', lane, ...to.map((value) => `*${value}`)].join('')),
      ].join('');
    })
    .join('_');
}
