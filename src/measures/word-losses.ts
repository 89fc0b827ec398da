// What a sentence costs by the losses that its denoiser was trained on (Li et al. 2022, section 4.1), as
// training/words/train_denoiser.py has them: x_0's error at one t, and rounding, -log p(w | x_0) under the tied head.
// They are no bits: nothing in them weighs t as a bound does, and the vectors are learned too.

import type { Rounding } from '../diffusion/words/rounding';
import type { Samples } from '../terms/sample';

/** Of one sentence at one t. */
export interface WordLoss {
  readonly t: number;
  /** ‖x_0 - x̂_0‖² per number; at t = 0 of what the words' embeddings are, without their noise. */
  readonly error: number;
  /** -log p(w | x̂_0), nats per place. */
  readonly rounding: number;
  /** Share of the places at which the head's most probable word is the sentence's own. */
  readonly right: number;
}

/** One sentence as vectors. */
export interface Embedded {
  readonly tokens: Int32Array; // [n]
  readonly embedding: Samples; // [n, d]
  /** The embeddings with the noise that training puts on them: σ of t = 0. */
  readonly x0: Samples; // [n, d]
}

/** @param noise [n, d] @param alphaCumprod ᾱ at t = 0 */
export function embeddedWith(
  tokens: Int32Array,
  rounding: Rounding,
  noise: Samples,
  alphaCumprod: number,
): Embedded {
  const embedding = rounding.embed(tokens);
  const sigma = Math.sqrt(1 - alphaCumprod);
  return { tokens, embedding, x0: embedding.map((x, i) => x + sigma * noise[i]!) };
}

/** @param output of the denoiser at x_t: its x̂_0, [n, d] */
export function wordLoss(
  { tokens, embedding, x0 }: Embedded,
  t: number,
  output: Samples,
  rounding: Rounding,
): WordLoss {
  const aim = t === 0 ? embedding : x0;
  let square = 0;
  for (let i = 0; i < aim.length; i++) square += (aim[i]! - output[i]!) ** 2;
  const nats = roundingNats(tokens, output, rounding);
  return {
    t,
    error: square / Math.max(1, aim.length),
    rounding: nats.mean,
    right: nats.right / Math.max(1, tokens.length),
  };
}

interface Nats {
  readonly mean: number;
  /** Places whose most probable word is the sentence's own. */
  readonly right: number;
  readonly each: Float64Array; // [n]
}

/** -log p(w | x_0) of each word under the rounding head, in nats. @param x0 [n, d] */
export function roundingNats(tokens: Int32Array, x0: Samples, rounding: Rounding): Nats {
  const logits = rounding.logits(x0);
  const V = rounding.vocabSize;
  const each = new Float64Array(tokens.length);
  let [sum, right] = [0, 0];
  tokens.forEach((token, place) => {
    const from = place * V;
    const own = logits[from + token]!;
    let highest = -Infinity;
    for (let at = from; at < from + V; at++) if (logits[at]! > highest) highest = logits[at]!;
    let total = 0;
    for (let at = from; at < from + V; at++) total += Math.exp(logits[at]! - highest);
    const nats = Math.log(total) + highest - own;
    each[place] = nats;
    sum += nats;
    if (own === highest) right++;
  });
  return { mean: sum / Math.max(1, tokens.length), right, each };
}

/** What is left of x_0 at T: ᾱ_T·x_0², per number. @param alphaCumprod ᾱ at the last t */
export function wordsPrior({ x0 }: Pick<Embedded, 'x0'>, alphaCumprod: number): number {
  return (alphaCumprod * x0.reduce((sum, x) => sum + x * x, 0)) / Math.max(1, x0.length);
}

/** The mean of a loss over all t: what is not known lies on the line between its neighbours. */
export function meanOverT(known: ReadonlyMap<number, number>, T: number): number {
  const points = [...known].toSorted(([a], [b]) => a - b);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return Number.NaN;
  let sum = first[1] * first[0] + last[1] * (T - last[0]);
  for (let i = 1; i < points.length; i++) {
    const [[t0, a], [t1, b]] = [points[i - 1]!, points[i]!];
    const steps = t1 - t0;
    sum += a * steps + ((b - a) * (steps - 1)) / 2;
  }
  return sum / T;
}
