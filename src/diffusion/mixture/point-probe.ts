// Points of a mixture, each taken to every t with noise of its own, and what the exact denoiser says of them: what a
// learned one is measured on. The points and the noise are the same whichever network is asked.

import type { Mixture } from '../../terms/plane';
import type { Samples } from '../../terms/sample';
import type { SchedulerConfig } from '../../terms/scheduler';
import { jump } from '../forward/jump';
import { fillNormal } from '../noise/gaussian';
import { createSchedule } from '../schedule';
import { drawPoints } from './draw';
import { exactPrediction } from './exact-denoiser';

interface ProbeAt {
  readonly eps: Samples; // [n, 2]
  readonly xt: Samples; // [n, 2]
  readonly exact: Samples; // [n, 2], what a denoiser of this scheduler is to say
}

/**
 * n points of a mixture that can be taken to any t: what is asked of a learned denoiser, and what the exact
 * one says to the same.
 */
export interface PointProbe {
  readonly x0: Samples; // [n, 2]
  /** t from 0 to T - 1. Computed when it is first asked for, and kept. */
  readonly at: (t: number) => ProbeAt;
}

/** @param n points @param seed of points and noise */
export function pointProbe(
  mixture: Mixture,
  scheduler: SchedulerConfig,
  n: number,
  seed: number,
): PointProbe {
  const { alphasCumprod } = createSchedule(scheduler);
  const predict = exactPrediction({ mixture, scheduler });
  // the draw after the last t: none of the noise is that of the points
  const { points: x0 } = drawPoints(mixture, n, seed, alphasCumprod.length);
  const known = new Map<number, ProbeAt>();
  return {
    x0,
    at(t) {
      const before = known.get(t);
      if (before !== undefined) return before;
      const eps = new Float32Array(2 * n);
      fillNormal(eps, seed, 'forward', t);
      const xt = jump(x0, eps, alphasCumprod[t]!);
      const here = { eps, xt, exact: predict(xt, new Float32Array(n).fill(t)) };
      known.set(t, here);
      return here;
    },
  };
}
