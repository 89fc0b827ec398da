// A run as a file: what `Save` and `npm run sample -- --record` write, and training/tests take again. The page opens those that
// have an address. Arrays are float32, little-endian, [B, H, W, C], in base64.

import type { Lane } from './lane';
import type { Verdict } from './networks';
import type { Slot } from './pack-info';
import type { RunRule } from './rule';
import type { SampleShape } from './sample';
import type { Sampler } from './scheduler';

/** By this a file is known for a run of Nudge's. */
export const RUN_FORMAT = 'nudge-run';

/** What the steps from `at` on used, until the next of these. */
export interface Stretch {
  readonly at: number;
  readonly sampler: Sampler;
  /** Absent where it is Algorithm 1, or under DDIM Algorithm 2. */
  readonly rule?: RunRule;
  /** False where x̂_0 was left as it was predicted. */
  readonly clamp?: false;
  readonly lanes: readonly FileLane[];
}

/** A lane as files have it: a class by its index, every other target as text. */
export type FileLane = Omit<Lane, 'target'> & { readonly target: number | string };

/** A step in numbers. The page does not read them: it takes the step again. */
export interface RunFileStep {
  readonly index: number;
  readonly t: number;
  readonly beta: number;
  readonly alphaCumprod: number;
  readonly alphaCumprodPrev: number;
  /** Σ; where it is learned, its RMS over all numbers. */
  readonly variance: number;
  /** log p_φ(y | x_t) of each lane, and the noisy classifier's belief [B, K]; null without a guide. */
  readonly value: readonly number[] | null;
  readonly classProbs: readonly number[] | null;
  /** Base64; null where it is not kept any more. */
  readonly xt: string | null;
}

/** A finished sentence, and what the rules say of it: of each thing that was asked for, whether it says it. */
export interface FileSentence {
  readonly tokens: readonly number[];
  readonly text: string;
  readonly verdicts: readonly { readonly wish: string; readonly met: boolean; readonly found: string }[];
}

/**
 * A run as it was taken. The page opens its `address`, and reads of the rest what its world asks for (the Plane
 * a training); the numbers are for programs.
 */
export interface RunFile {
  readonly format: typeof RUN_FORMAT;
  readonly version: 1;
  /** The page's address of this run with nothing left out: opening the file opens it. Null from the command line. */
  readonly address: string | null;
  readonly pack: string;
  /** Of the pack's weights; absent where it comes with Nudge. */
  readonly sha256?: string;
  /** Of a model that takes a class: which of its embeddings means none, null where none does. */
  readonly nullClass?: number | null;
  readonly shape: SampleShape;
  readonly classes: readonly string[];
  /** What the beliefs of a step are in, one behind the other, where that is not the classes. */
  readonly slots?: readonly Slot[];
  /** Number of steps of the whole respaced chain, and the timesteps that it visits. */
  readonly chainSteps: number;
  readonly timesteps: readonly number[];
  readonly stretches: readonly Stretch[];
  readonly steps: readonly RunFileStep[];
  /** The finished samples, base64; null before the end. */
  readonly x0: string | null;
  readonly verdicts: readonly Verdict[] | null;
  /** How usual each sentence is, by the pack's judge; absent before the end, and without one. */
  readonly natsPerWord?: readonly number[];
  /** One a lane; null before the end, absent where samples are no sentences. */
  readonly sentences?: readonly FileSentence[] | null;
}
