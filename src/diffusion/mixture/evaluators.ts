// A mixture's evaluator at each t, made when it is first asked for. Lanes mostly share one t.

import type { Mixture } from '../../terms/plane';
import { Evaluator } from './evaluate';
import { noised } from './noised';

/** Tables of 256 components take 20 kB; a thousand t's of them are kept at most. */
const MOST_NUMBERS = 2 ** 21;

export function evaluators(mixture: Mixture, alphasCumprod: Float64Array): (t: number) => Evaluator {
  const kept = new Map<number, Evaluator>();
  const most = Math.max(1, Math.floor(MOST_NUMBERS / (8 * mixture.variances.length)));
  return (t) => {
    const index = Math.min(alphasCumprod.length - 1, Math.max(0, Math.round(t)));
    let evaluator = kept.get(index);
    if (evaluator === undefined) {
      if (kept.size >= most) kept.clear();
      evaluator = new Evaluator(noised(mixture, alphasCumprod[index]!));
      kept.set(index, evaluator);
    }
    return evaluator;
  };
}
