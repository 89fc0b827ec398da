// The words that a step shows: of x̂_0, and in the end of x_0.

import { roundingOf, wordsOf } from '../../diffusion/words/sentence';
import type { Rounding } from '../../diffusion/words/rounding';
import type { PackInfo } from '../../terms/pack-info';
import type { Samples } from '../../terms/sample';
import type { Step } from '../../terms/step';

/** A word at each place of each lane, and how sure of it the rounding head is. */
export interface Forming {
  readonly tokens: Int32Array<ArrayBuffer>; // [B·n]
  readonly certainty: Float32Array<ArrayBuffer>; // [B·n], p of the token
}

/** Of a logit from the word's own: all words so far from it change its p by less than 2e-6. */
const NEGLIGIBLE = -20;

const forming = new WeakMap<Samples, Forming>();
const ended = new WeakMap<Samples, Forming>();

/** Worked out once a step. @param finished of x_0 behind the last step, else of x̂_0 */
export function formingOf(
  { modelOutput, predX0, xPrev }: Pick<Step, 'modelOutput' | 'predX0' | 'xPrev'>,
  pack: PackInfo,
  finished: boolean,
): Forming | null {
  const rounding = roundingOf(pack);
  if (rounding === null) return null;
  return finished
    ? known(ended, xPrev, () => withCertainty(rounding, rounding.readOff(xPrev), xPrev))
    : known(forming, modelOutput, () =>
        withCertainty(rounding, rounding.nearestOfClamped(predX0), modelOutput),
      );
}

/** The same of an x̂_0 as the denoiser predicted it, where that is all that is kept of a step. */
export function formingOfOutput(modelOutput: Samples, pack: PackInfo): Forming | null {
  const rounding = roundingOf(pack);
  if (rounding === null) return null;
  return known(forming, modelOutput, () =>
    withCertainty(rounding, rounding.nearest(modelOutput), modelOutput),
  );
}

function known(all: WeakMap<Samples, Forming>, key: Samples, work: () => Forming): Forming {
  const before = all.get(key);
  if (before !== undefined) return before;
  const made = work();
  all.set(key, made);
  return made;
}

function withCertainty(rounding: Rounding, tokens: Int32Array<ArrayBuffer>, x0: Samples): Forming {
  const logits = rounding.logits(x0);
  const V = rounding.vocabSize;
  const certainty = Float32Array.from(tokens, (token, at) => {
    const own = logits.subarray(at * V, (at + 1) * V);
    const top = own[token]!;
    let sum = 0;
    for (let word = 0; word < V; word++) {
      const apart = own[word]! - top;
      if (apart > NEGLIGIBLE) sum += Math.exp(apart);
    }
    return 1 / sum;
  });
  return { tokens, certainty };
}

/** Of one lane. */
export function laneForming({ tokens, certainty }: Forming, lane: number, positions: number): Forming {
  const [from, to] = [lane * positions, (lane + 1) * positions];
  return { tokens: tokens.subarray(from, to), certainty: certainty.subarray(from, to) };
}

/** The words of one lane, between START and END. */
export function laneWords(all: Forming, lane: number, pack: PackInfo): readonly string[] {
  const [, positions] = pack.sampleShape;
  return wordsOf(laneForming(all, lane, positions).tokens, pack.text?.words ?? []);
}
