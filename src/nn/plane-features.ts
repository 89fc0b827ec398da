// What a network of the plane is told: the point and its waves (so that fine shapes are learned soon; Tancik et al.
// 2020), a sinusoidal embedding of t, the class. Computed here on typed arrays, with the way back to the point: the
// network proper is an MLP on these features.

import type { PlaneNetworkConfig } from './plane-config';

/** Waves of t: turns over the whole chain, from half a turn to sixteen. */
const TIME_WAVES = 8;
const SLOWEST = Math.PI / 2;
const FASTEST = 16 * Math.PI;

export class PlaneFeatures {
  /** Numbers in a row: x and y, their waves, the waves of t, the classes. */
  readonly count: number;
  readonly #waves: readonly number[];
  readonly #classes: number;
  readonly #times: Float32Array; // [T, 2·TIME_WAVES]

  constructor({ trainTimesteps: T, waves, classes }: PlaneNetworkConfig) {
    this.#waves = waves;
    this.#classes = classes;
    this.count = 2 + 4 * waves.length + 2 * TIME_WAVES + classes;
    this.#times = new Float32Array(2 * TIME_WAVES * T);
    for (let i = 0; i < TIME_WAVES; i++) {
      const frequency = SLOWEST * (FASTEST / SLOWEST) ** (i / (TIME_WAVES - 1));
      for (let t = 0; t < T; t++) {
        this.#times[2 * (TIME_WAVES * t + i)] = Math.sin((frequency * (t + 0.5)) / T);
        this.#times[2 * (TIME_WAVES * t + i) + 1] = Math.cos((frequency * (t + 0.5)) / T);
      }
    }
  }

  /**
   * @param xt [2B]
   * @param t [B], 0..T-1; between whole numbers too
   * @param labels [B], -1 for the null class; null for that everywhere
   * @returns [B, count]
   */
  rows(xt: Float32Array, t: ArrayLike<number>, labels: Int32Array | null): Float32Array<ArrayBuffer> {
    const { count } = this;
    const waves = this.#waves;
    const times = 2 * TIME_WAVES;
    const last = this.#times.length / times - 1;
    const out = new Float32Array(t.length * count);
    for (let b = 0; b < t.length; b++) {
      let at = b * count;
      for (let axis = 0; axis < 2; axis++) {
        const x = xt[2 * b + axis]!;
        out[at++] = x;
        for (let i = 0; i < waves.length; i++) {
          out[at++] = Math.sin(waves[i]! * x);
          out[at++] = Math.cos(waves[i]! * x);
        }
      }
      const time = Math.min(last, Math.max(0, t[b]!));
      const row = times * Math.floor(time);
      const next = Math.min(row + times, last * times);
      const between = time - Math.floor(time);
      for (let i = 0; i < times; i++) {
        out[at++] = (1 - between) * this.#times[row + i]! + between * this.#times[next + i]!;
      }
      const label = labels === null ? -1 : labels[b]!;
      if (label >= 0 && label < this.#classes) out[at + label] = 1;
    }
    return out;
  }

  /**
   * From ∂/∂rows to ∂/∂x_t.
   *
   * @param rows as `rows` returned them
   * @param dRows rows of `stride` numbers, of which the first `count` are ∂/∂rows
   * @returns [2B]
   */
  gradient(rows: Float32Array, dRows: Float32Array, stride = this.count): Float32Array<ArrayBuffer> {
    const { count } = this;
    const waves = this.#waves;
    const batch = rows.length / count;
    const out = new Float32Array(2 * batch);
    for (let b = 0; b < batch; b++) {
      let at = b * count;
      let from = b * stride;
      for (let axis = 0; axis < 2; axis++) {
        let sum = dRows[from]!;
        at++;
        from++;
        for (let i = 0; i < waves.length; i++) {
          sum += waves[i]! * (dRows[from]! * rows[at + 1]! - dRows[from + 1]! * rows[at]!);
          at += 2;
          from += 2;
        }
        out[2 * b + axis] = sum;
      }
    }
    return out;
  }
}
