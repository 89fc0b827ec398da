// The forward process step by step: q(x_t | x_{t-1}) = N(√(1-β_t) x_{t-1}, β_t I) (Ho et al. 2020, eq. 2), from
// x_0 through t = 0, 1, 2, .... Every step is linear in x, so the walk of a picture is the walk of its noise, begun
// at zero, plus √ᾱ_t·x_0: the noise is walked once, whatever the picture is. A walk keeps every so many of its
// points, and takes the few steps from there again.

import type { Samples } from '../../terms/sample';
import type { Schedule } from '../schedule';
import { fillStepNoise } from './forward-noise';

/** Steps between kept points. */
const EVERY = 16;

/** x ← √(1-β)·x + √β·z, in place. */
export function stepForward(x: Samples, beta: number, z: Samples): void {
  const keep = Math.sqrt(1 - beta);
  const add = Math.sqrt(beta);
  for (let i = 0; i < x.length; i++) x[i] = keep * x[i]! + add * z[i]!;
}

/** The walk of one sample's noise under one seed. */
export class Walk {
  /** kept[k] is the noise before step k·EVERY. */
  readonly #kept: Samples[];
  readonly #z: Samples;

  /** @param size numbers in one sample */
  constructor(
    readonly schedule: Schedule,
    readonly seed: number,
    readonly size: number,
  ) {
    this.#kept = [new Float32Array(size)];
    this.#z = new Float32Array(size);
  }

  /** Whether `noiseAt` has but a few steps to take for every t up to this one. */
  reaches(t: number): boolean {
    return this.#kept.length > Math.floor(t / EVERY);
  }

  /** Walks on by up to EVERY steps, to be called until it reaches far enough. */
  advance(): void {
    this.#kept.push(this.#stepsFrom(this.#kept.length - 1, EVERY));
  }

  /** The walk's noise after the steps 0..t: [H, W, C] flat, of variance 1 - ᾱ_t. Walks there when it must. */
  noiseAt(t: number): Samples {
    while (!this.reaches(t)) this.advance();
    const from = Math.floor(t / EVERY);
    return this.#stepsFrom(from, t - from * EVERY + 1);
  }

  /** x_t of the walk that began at x_0. */
  sampleAt(x0: Samples, t: number): Samples {
    const signal = Math.sqrt(this.schedule.alphasCumprod[t]!);
    return this.noiseAt(t).map((noise, i) => signal * x0[i]! + noise);
  }

  #stepsFrom(kept: number, steps: number): Samples {
    const x = this.#kept[kept]!.slice();
    const { betas } = this.schedule;
    for (let t = kept * EVERY; t < Math.min(kept * EVERY + steps, betas.length); t++) {
      fillStepNoise(this.#z, this.seed, t);
      stepForward(x, betas[t]!, this.#z);
    }
    return x;
  }
}
