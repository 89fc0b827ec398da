// The denoiser that training strives for: E[x_0 | x_t] of the mixture itself, given as ε, x_0 or v. An exact chain
// on drawn data gives back the drawn points: it memorises.

import type { Denoiser } from '../../terms/networks';
import { PLANE_SHAPE, type PlaneSpec } from '../../terms/plane';
import type { Samples } from '../../terms/sample';
import { predictionGoal } from '../prediction';
import { conditionalMixture } from './conditional';
import { createSchedule } from '../schedule';
import { evaluators } from './evaluators';

type Spec = Pick<PlaneSpec, 'mixture' | 'scheduler'>;

/** With a class it is E[x_0 | x_t, y]. At most 2,000 points × 256 components in a few milliseconds; nothing to dispose. */
export function exactDenoiser(spec: Spec): Denoiser {
  const of = new Map<number, ReturnType<typeof exactPrediction>>();
  const predictionOf = (target: number): ReturnType<typeof exactPrediction> => {
    const known = of.get(target);
    if (known !== undefined) return known;
    const { mixture, scheduler } = spec;
    const made = exactPrediction(
      target < 0 ? spec : { mixture: conditionalMixture(mixture, target), scheduler },
    );
    of.set(target, made);
    return made;
  };
  return {
    sampleShape: PLANE_SHAPE,
    predict: (xt, t, _before, classes = null) => {
      if (classes === null) return Promise.resolve(predictionOf(-1)(xt, t));
      const out = new Float32Array(xt.length);
      for (const target of new Set(classes)) {
        const own = [...classes.keys()].filter((i) => classes[i] === target);
        const some = Float32Array.from(own.flatMap((i) => [xt[2 * i]!, xt[2 * i + 1]!]));
        const said = predictionOf(target)(
          some,
          Float32Array.from(own, (i) => t[i]!),
        );
        own.forEach((i, n) => out.set(said.subarray(2 * n, 2 * n + 2), 2 * i));
      }
      return Promise.resolve(out);
    },
    dispose() {},
  };
}

/** The same at once: (x_t [B, 2], t [B]) to [B, 2]. */
export function exactPrediction({ mixture, scheduler }: Spec): (xt: Samples, t: Float32Array) => Samples {
  const { predictionType } = scheduler;
  const { alphasCumprod } = createSchedule(scheduler);
  const evaluatorAt = evaluators(mixture, alphasCumprod);
  return (xt, t) => {
    const out = new Float32Array(xt.length);
    for (let i = 0; i < t.length; i++) {
      const x = xt[2 * i]!;
      const y = xt[2 * i + 1]!;
      const evaluator = evaluatorAt(t[i]!);
      evaluator.density(x, y);
      const { alphaCumprod } = evaluator.noised;
      const noise = Math.sqrt(1 - alphaCumprod);
      // ε = -√(1-ᾱ)·score, which keeps its precision where ᾱ is near 1
      out[2 * i] = predictionGoal(predictionType, evaluator.x0X, -noise * evaluator.scoreX, alphaCumprod);
      out[2 * i + 1] = predictionGoal(predictionType, evaluator.x0Y, -noise * evaluator.scoreY, alphaCumprod);
    }
    return out;
  };
}
