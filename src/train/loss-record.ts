// The losses of a training as they are shown: raw and smoothed since the last report, and by ranges of t.

import { LOSS_BUCKETS, type LossCurve } from '../terms/plane';

/** The running means remember about this many steps, fewer in the beginning. */
const MEMORY = 50;

export class LossRecord {
  #raw: number[] = [];
  #smoothed: number[] = [];
  #mean = 0;
  #count = 0;

  add(loss: number): void {
    this.#count++;
    this.#mean += (loss - this.#mean) / Math.min(this.#count, MEMORY);
    this.#raw.push(loss);
    this.#smoothed.push(this.#mean);
  }

  /** What came since the last call. */
  take(): LossCurve {
    const curve = { raw: Float32Array.from(this.#raw), smoothed: Float32Array.from(this.#smoothed) };
    this.#raw = [];
    this.#smoothed = [];
    return curve;
  }
}

export class LossByT {
  readonly #means: Float32Array<ArrayBuffer>;

  /** @param from the record of earlier steps; null begins with none */
  constructor(
    readonly trainTimesteps: number,
    from: Float32Array | null,
  ) {
    this.#means = from === null ? new Float32Array(LOSS_BUCKETS).fill(NaN) : Float32Array.from(from);
  }

  /** @param t [B] @param losses [B] */
  add(t: Float32Array, losses: Float32Array): void {
    const sums = new Float64Array(LOSS_BUCKETS);
    const counts = new Float64Array(LOSS_BUCKETS);
    t.forEach((time, b) => {
      const bucket = Math.min(LOSS_BUCKETS - 1, Math.floor((time / this.trainTimesteps) * LOSS_BUCKETS));
      sums[bucket] = sums[bucket]! + losses[b]!;
      counts[bucket] = counts[bucket]! + 1;
    });
    for (let k = 0; k < LOSS_BUCKETS; k++) {
      const mean = sums[k]! / counts[k]!;
      if (Number.isNaN(mean)) continue; // none of that range
      const before = this.#means[k]!;
      this.#means[k] = Number.isNaN(before) ? mean : before + (mean - before) / MEMORY;
    }
  }

  now(): Float32Array<ArrayBuffer> {
    return this.#means.slice();
  }
}
