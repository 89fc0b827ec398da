// How fast the samplers come near to the truth as their steps get shorter, on data whose every score is known.

import { describe, expect, it } from 'vitest';
import { chain } from '../../src/chain/chain';
import { coefficients } from '../../src/diffusion/samplers/coefficients';
import { createSchedule } from '../../src/diffusion/schedule';
import { transitions } from '../../src/diffusion/transitions';
import { meanShift } from '../../src/terms/rule';
import type { Lane } from '../../src/terms/lane';
import { classTarget } from '../../src/terms/target';
import { linearConfig } from '../diffusion/config';
import { MEANS, SPREAD, stubModel } from './stub-model';

const schedule = createSchedule(linearConfig);
const STEPS = [10, 20, 40, 100, 200] as const;

/** The slope of log error over log step length, by least squares. */
function orderOf(steps: readonly number[], errors: readonly number[]): number {
  const x = steps.map((n) => -Math.log(n));
  const y = errors.map(Math.log);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const over = x.reduce((sum, each, i) => sum + (each - mx) * (y[i]! - my), 0);
  return over / x.reduce((sum, each) => sum + (each - mx) ** 2, 0);
}

/** p(class | x_t) of the mixture at ᾱ = a, and the variance of x_t within a class. */
function posterior(x: number, a: number) {
  const variance = a * SPREAD ** 2 + 1 - a;
  const logits = MEANS.map((mean) => -((x - Math.sqrt(a) * mean) ** 2) / (2 * variance));
  const weights = logits.map((logit) => Math.exp(logit - Math.max(...logits)));
  const sum = weights.reduce((p, w) => p + w, 0);
  return { variance, probs: weights.map((w) => w / sum) };
}

/** ε(x_t) of the mixture. */
function epsOf(x: number, a: number): number {
  const { variance, probs } = posterior(x, a);
  return Math.sqrt(1 - a) * probs.reduce((s, p, k) => s + (p * (x - Math.sqrt(a) * MEANS[k]!)) / variance, 0);
}

/** x_0 at the end of the probability flow from x_T: dx̄/dσ̄ = ε with x̄ = x/√ᾱ, σ̄ = √(1/ᾱ - 1); 4th-order Runge-Kutta. */
function flowEnd(xT: number, aT: number): number {
  const slope = (x: number, sigma: number): number => {
    const a = 1 / (1 + sigma ** 2);
    return epsOf(x * Math.sqrt(a), a);
  };
  // even in log σ̄, down to where nothing is left to do
  const [from, to, count] = [Math.log(Math.sqrt(1 / aT - 1)), Math.log(1e-5), 1500];
  const h = (to - from) / count;
  let x = xT / Math.sqrt(aT);
  for (let i = 0; i < count; i++) {
    const at = from + i * h;
    const f = (y: number, log: number): number => Math.exp(log) * slope(y, Math.exp(log));
    const k1 = f(x, at);
    const k2 = f(x + (h / 2) * k1, at + h / 2);
    const k3 = f(x + (h / 2) * k2, at + h / 2);
    const k4 = f(x + h * k3, at + h);
    x += (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  return x;
}

describe('the order of convergence', () => {
  const lanes: readonly Lane[] = Array.from({ length: 24 }, (_, seed) => ({
    target: classTarget(0),
    guidanceScale: 0,
    seed,
  }));

  it('of DDIM is one: half the step, half the distance from the flow that it follows', async () => {
    const errors: number[] = [];
    let ends: readonly number[] | null = null;
    for (const steps of STEPS) {
      const spec = { sampler: { kind: 'ddim', eta: 0 } as const, rule: meanShift, steps, from: null };
      let first: Float32Array | null = null;
      let last = new Float32Array();
      for await (const step of chain(stubModel(), spec, () => lanes)) {
        first ??= step.xt.slice();
        last = step.xPrev.slice();
      }
      // every chain begins with the same noise
      ends ??= Array.from(first ?? [], (x) => flowEnd(x, schedule.alphasCumprod[999]!));
      const missed = Array.from(last, (x, i) => Math.abs(x - ends![i]!));
      errors.push(missed.reduce((a, b) => a + b, 0) / missed.length);
    }
    expect(errors[0]).toBeLessThan(0.1);
    const order = orderOf(STEPS, errors);
    expect(order, errors.join()).toBeGreaterThan(0.85);
    expect(order, errors.join()).toBeLessThan(1.3);
  });

  it('of DDPM’s mean is beyond all orders: E[x_prev | x_t], however long the step', async () => {
    for (const steps of [2, 5, 20]) {
      const spec = { sampler: { kind: 'ddpm' } as const, rule: meanShift, steps, from: null };
      for await (const step of chain(stubModel(), spec, () => lanes)) {
        const { alphaCumprod: a, alphaCumprodPrev: aPrev } = step.transition;
        const variancePrev = aPrev * SPREAD ** 2 + 1 - aPrev;
        for (const [i, x] of step.xt.entries()) {
          const { variance, probs } = posterior(x, a);
          // within a class x_prev and x_t are jointly normal, with covariance √(ᾱ/ᾱ_prev)·Var(x_prev)
          const within = (mean: number): number =>
            Math.sqrt(aPrev) * mean +
            ((Math.sqrt(a / aPrev) * variancePrev) / variance) * (x - Math.sqrt(a) * mean);
          const truth = probs.reduce((sum, p, k) => sum + p * within(MEANS[k]!), 0);
          expect(Math.abs(step.mean[i]! - truth)).toBeLessThan(2e-5 * Math.max(1, Math.abs(truth)));
        }
      }
    }
  });

  it('of DDPM’s law is one: of data N(m, σ²) it comes to σ² as the steps get shorter', () => {
    const spread = 0.4;
    const steps = [100, 200, 500, 1000];
    const errors = steps.map((n) => {
      let variance = schedule.alphasCumprod[999]! * spread ** 2 + 1 - schedule.alphasCumprod[999]!;
      for (const at of transitions(linearConfig, schedule, { kind: 'ddpm' }, n)) {
        const { ofX0, ofXt, sigma } = coefficients('ddpm', at);
        const a = at.alphaCumprod;
        // x̂_0 = m + gain·(x_t - √ᾱ·m), so that a step is linear in x_t
        const gain = (Math.sqrt(a) * spread ** 2) / (a * spread ** 2 + 1 - a);
        variance = (ofX0 * gain + ofXt) ** 2 * variance + sigma ** 2;
      }
      return Math.abs(variance - spread ** 2);
    });
    const order = orderOf(steps, errors);
    expect(order, errors.join()).toBeGreaterThan(0.85);
    expect(order, errors.join()).toBeLessThan(1.3);
  });
});
