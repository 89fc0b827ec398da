// The losses of one sentence, as far as they are known, and what a person has chosen of them.

import type { WordLoss } from '../../../measures/word-losses';
import type { AxisKind } from '../../../terms/axis';
import type { PackInfo } from '../../../terms/pack-info';
import type { Samples } from '../../../terms/sample';

/** What a person chooses of the losses. */
export interface LossSettings {
  /** The sentence as it is written; null is the one that the run on Words has ended in, or else the first of a few. */
  readonly text: string | null;
  readonly t: number;
  /** Key of the noise. */
  readonly seed: number;
  readonly axis: AxisKind;
  /** How many draws of the noise there are for each t. */
  readonly draws: number;
}

/** How many draws of the noise there may be for each t. */
export const lossDraws = { min: 1, max: 8 } as const;

export const usualLosses: LossSettings = { text: null, t: 700, seed: 7, axis: 't', draws: 1 };

/** What losses are of. */
export interface LossOf {
  readonly words: readonly string[];
  readonly tokens: Int32Array<ArrayBuffer>; // [n]
  readonly seed: number;
  readonly pack: PackInfo;
}

/** What the model makes of x_t at the t that is shown. */
export interface LossStep {
  readonly t: number;
  readonly xt: Samples; // [n, d]
  /** x̂_0 */
  readonly output: Samples; // [n, d]
}

/** While paused only the t that is shown is asked about, while idle nothing is. */
export type LossStatus = 'measuring' | 'paused' | 'idle';

/** By t. */
export type LossTerms = ReadonlyMap<number, WordLoss>;

/** The losses that are known of one sentence, and what is chosen of them. */
export interface Losses {
  readonly settings: LossSettings;
  readonly of: LossOf | null;
  /** Of each draw of the noise. */
  readonly draws: readonly LossTerms[];
  readonly step: LossStep | null;
  readonly status: LossStatus;
  /** Why the model does not answer, a sentence; null when it does. */
  readonly trouble: string | null;
}

export const NO_LOSSES: Losses = {
  settings: usualLosses,
  of: null,
  draws: [],
  step: null,
  status: 'measuring',
  trouble: null,
};
