// Between x_0 and words: every position's vector to the nearest word's embedding, or to what the rounding head says,
// which is tied to the embedding (Diffusion-LM, Li et al. 2022, §4.1, §4.3). Few numbers, so it is computed here and
// not on the backend.

import { invariant } from '../../terms/errors';
import { dotAt } from '../dot';

/** Vectors to words and back, by one table of embeddings. */
export class Rounding {
  readonly #squares: Float32Array; // [V], |E(w)|²
  /** Words by the first number of their embeddings, the first of those that share it first. */
  #starts: ReadonlyMap<number, readonly number[]> | null = null;

  /**
   * @param embedding [V, d], row-major
   * @param headBias [V]
   */
  constructor(
    readonly embedding: Float32Array,
    readonly headBias: Float32Array,
  ) {
    const d = this.embeddingDim;
    this.#squares = headBias.map((_, word) => dotAt(embedding, word * d, embedding, word * d, d));
  }

  get vocabSize(): number {
    return this.headBias.length;
  }

  get embeddingDim(): number {
    return this.embedding.length / this.headBias.length;
  }

  /** The word whose embedding is nearest (L2). @param x0 [N, d] @returns [N] */
  nearest(x0: Float32Array): Int32Array<ArrayBuffer> {
    return this.#best(x0, 2, this.#squares, -1);
  }

  /** The same of an x_0 that has been clamped, at most places: those are looked up. @param x0 [N, d] @returns [N] */
  nearestOfClamped(x0: Float32Array): Int32Array<ArrayBuffer> {
    const d = this.embeddingDim;
    return Int32Array.from({ length: x0.length / d }, (_, place) => {
      const row = x0.subarray(place * d, (place + 1) * d);
      return this.#wordAt(row) ?? this.nearest(row)[0]!;
    });
  }

  /** The first word whose embedding is this very vector. */
  #wordAt(row: Float32Array): number | undefined {
    this.#starts ??= startsOf(this.embedding, this.embeddingDim);
    const { embedding, embeddingDim: d } = this;
    return this.#starts
      .get(row[0]!)
      ?.find((word) => row.every((value, i) => value === embedding[word * d + i]));
  }

  /** The words of a finished sample: the head's most probable. @param x0 [N, d] @returns [N] */
  readOff(x0: Float32Array): Int32Array<ArrayBuffer> {
    return this.#best(x0, 1, this.headBias, 1);
  }

  /** x_0 moved to the nearest embeddings: `clamping`. @param x0 [N, d] @returns a fresh array [N, d] */
  clamp(x0: Float32Array): Float32Array<ArrayBuffer> {
    return this.embed(this.nearest(x0));
  }

  /** @param words [N], below 0 for none, which is zeros @returns [N, d] */
  embed(words: Int32Array): Float32Array<ArrayBuffer> {
    const d = this.embeddingDim;
    const rows = new Float32Array(words.length * d);
    words.forEach((word, i) => {
      invariant(word < this.vocabSize, `rounding: expected a token below ${this.vocabSize}, got ${word}`);
      if (word >= 0) rows.set(this.embedding.subarray(word * d, (word + 1) * d), i * d);
    });
    return rows;
  }

  /** The head: how probable each word is, before its softmax. @param x0 [N, d] @returns [N, V] */
  logits(x0: Float32Array): Float32Array<ArrayBuffer> {
    const { embedding, headBias, vocabSize, embeddingDim: d } = this;
    const places = x0.length / d;
    const out = new Float32Array(places * vocabSize);
    for (let place = 0, at = 0; place < places; place++) {
      for (let word = 0; word < vocabSize; word++, at++) {
        out[at] = dotAt(x0, place * d, embedding, word * d, d) + headBias[word]!;
      }
    }
    return out;
  }

  /** Where scale·x0·E(w) + sign·added(w) is highest. Every step shown asks it of every word: no call for each. */
  #best(x0: Float32Array, scale: number, added: Float32Array, sign: number): Int32Array<ArrayBuffer> {
    const { embedding, vocabSize, embeddingDim: d } = this;
    return Int32Array.from({ length: x0.length / d }, (_, place) => {
      let best = 0;
      let highest = -Infinity;
      for (let word = 0; word < vocabSize; word++) {
        const found = scale * dotAt(x0, place * d, embedding, word * d, d) + sign * added[word]!;
        if (found > highest) {
          highest = found;
          best = word;
        }
      }
      return best;
    });
  }
}

function startsOf(embedding: Float32Array, d: number): ReadonlyMap<number, readonly number[]> {
  const starts = new Map<number, number[]>();
  for (let word = 0; word * d < embedding.length; word++) {
    const known = starts.get(embedding[word * d]!);
    if (known === undefined) starts.set(embedding[word * d]!, [word]);
    else known.push(word);
  }
  return starts;
}
