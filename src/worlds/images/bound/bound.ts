// The variational bound of the picture that is looked at, and of others beside it, as far as they are known.

import type { BoundAt, BoundTerm } from '../../../measures/bound';
import type { PackInfo } from '../../../terms/pack-info';
import type { Samples } from '../../../terms/sample';

/** What a bound is of. */
export interface BoundOf {
  /** Equal for equal pictures of one pack. */
  readonly key: string;
  /** Rounded to 256 levels. */
  readonly x0: Samples; // [H, W, C]
  /** Key of the noise, one draw for each t. */
  readonly seed: number;
  readonly pack: PackInfo;
  readonly tables: readonly BoundAt[];
}

/** What the step from one t looks like. */
export interface BoundPictures {
  readonly t: number;
  readonly xt: Samples;
  /** μ̂, the mean of q(x_{t-1} | x_t, x_0). */
  readonly trueMean: Samples;
  /** μ_θ */
  readonly modelMean: Samples;
}

/** While paused only the t that is shown is asked about, while idle nothing is. */
export type BoundStatus = 'measuring' | 'paused' | 'idle';

/** What is known of one picture. */
export interface PictureBound {
  readonly of: BoundOf | null;
  /** By t. */
  readonly terms: ReadonlyMap<number, BoundTerm>;
  /** The same of further draws of the noise, by t. */
  readonly more: readonly ReadonlyMap<number, BoundTerm>[];
}

/** Of the picture that is shown. */
export interface Bound extends PictureBound {
  /** Of other pictures under the same noise, by their keys. */
  readonly others: ReadonlyMap<string, PictureBound>;
  readonly pictures: BoundPictures | null;
  readonly status: BoundStatus;
  /** Why the model does not answer, a sentence; null when it does. */
  readonly trouble: string | null;
}

export const NO_BOUND: Bound = {
  of: null,
  terms: new Map(),
  more: [],
  others: new Map(),
  pictures: null,
  status: 'measuring',
  trouble: null,
};
