// How much the denoiser misses at each t, beside the least possible: points of the data taken to twenty
// timesteps, asked of the worker in one question, and answered here in closed form too.

import { drawPoints } from '../../diffusion/mixture/draw';
import { exactPrediction } from '../../diffusion/mixture/exact-denoiser';
import { fillNormal } from '../../diffusion/noise/gaussian';
import type { Mixture } from '../../terms/plane';
import type { Query } from '../../terms/messages';
import type { SchedulerConfig } from '../../terms/scheduler';
import { alphasOf } from './field-keeper';
import { classTarget, type Target } from '../../terms/target';

const TIMES = 20;
const POINTS = 40;
const SEED = 7;

/**
 * A question to the denoiser about points at several t, and what it should have answered. B = `times` × 40.
 */
export interface Probe {
  readonly query: Query;
  /** What the denoiser is to say: v = √ᾱ·ε - √(1-ᾱ)·x_0. */
  readonly goal: Float32Array; // [B, 2]
  /** What the exact one says. */
  readonly exact: Float32Array; // [B, 2]
  readonly times: readonly number[];
}

/** Points, noise and t are the same whichever network is asked, so that answers can be compared. */
export function probeOf(mixture: Mixture, scheduler: SchedulerConfig): Probe {
  const alphas = alphasOf(scheduler);
  const count = TIMES * POINTS;
  const { points: x0 } = drawPoints(mixture, count, SEED, 0);
  const eps = new Float32Array(2 * count);
  fillNormal(eps, SEED, 'forward', 1);
  const xt = new Float32Array(2 * count);
  const goal = new Float32Array(2 * count);
  const t = new Float32Array(count);
  const times = Array.from({ length: TIMES }, (_, i) => Math.round(((i + 0.5) / TIMES) * alphas.length));
  for (let i = 0; i < count; i++) {
    const time = times[Math.floor(i / POINTS)]!;
    const signal = Math.sqrt(alphas[time]!);
    const noise = Math.sqrt(1 - alphas[time]!);
    t[i] = time;
    for (const at of [2 * i, 2 * i + 1]) {
      xt[at] = signal * x0[at]! + noise * eps[at]!;
      goal[at] = signal * eps[at]! - noise * x0[at]!;
    }
  }
  const exact = exactPrediction({ mixture, scheduler })(xt, t);
  return { query: { xt, t, targets: Array<Target>(count).fill(classTarget(0)) }, goal, exact, times };
}

/** What the denoiser misses at each t: mean squares per coordinate, of v. */
export interface ErrorByT {
  readonly times: readonly number[];
  /** Between the network and the goal. */
  readonly loss: readonly number[];
  /** Between the exact denoiser and the goal: less is not possible. */
  readonly least: readonly number[];
  /** Between the network and the exact denoiser. */
  readonly fromExact: readonly number[];
}

/** @param output of the learned denoiser to the probe's query, [B, 2] */
export function errorByT({ goal, exact, times }: Probe, output: Float32Array): ErrorByT {
  const mean = (a: Float32Array, b: Float32Array) =>
    times.map((_, i) => {
      let sum = 0;
      for (let at = 2 * i * POINTS; at < 2 * (i + 1) * POINTS; at++) sum += (a[at]! - b[at]!) ** 2;
      return sum / (2 * POINTS);
    });
  return { times, loss: mean(output, goal), least: mean(exact, goal), fromExact: mean(output, exact) };
}
