// The guide that the noisy classifier strives for: p(y | x_t) of the mixture itself, and its gradient.

import type { Guide } from '../../terms/networks';
import type { PlaneSpec } from '../../terms/plane';
import { classIndices } from '../../terms/target';
import { createSchedule } from '../schedule';
import { evaluators } from './evaluators';

/** Nothing to dispose. */
export function exactGuide({ mixture, scheduler }: Pick<PlaneSpec, 'mixture' | 'scheduler'>): Guide {
  const evaluatorAt = evaluators(mixture, createSchedule(scheduler).alphasCumprod);
  const K = mixture.classes.length;
  return {
    evaluate(xt, t, targets) {
      const classes = classIndices(targets);
      const value = new Float32Array(t.length);
      const gradient = new Float32Array(xt.length);
      const beliefs = new Float32Array(t.length * K);
      for (let i = 0; i < t.length; i++) {
        const evaluator = evaluatorAt(t[i]!);
        evaluator.posterior(xt[2 * i]!, xt[2 * i + 1]!, classes[i]!);
        value[i] = evaluator.logPosterior;
        gradient[2 * i] = evaluator.gradientX;
        gradient[2 * i + 1] = evaluator.gradientY;
        beliefs.set(evaluator.classProbs, i * K);
      }
      return Promise.resolve({ value, gradient, beliefs });
    },
    dispose() {},
  };
}
