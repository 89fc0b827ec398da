// What a chain asks for predictions. It knows neither tensors nor backends.

import type { Slot } from './pack-info';
import type { Samples, SampleShape } from './sample';
import type { Target } from './target';

/** (x_t, t, class or none, x̂_0 of the step before) → ε, x_0 or v, as the scheduler's prediction type says. */
export interface Denoiser {
  readonly sampleShape: SampleShape;
  /** Whether it looks at its own x̂_0 of the step before (Chen et al. 2022, arXiv 2208.04202). */
  readonly selfConditioned?: boolean;
  /**
   * @param xt [B, H, W, C]; not kept, not changed
   * @param t [B], the original timesteps 0..T-1
   * @param before [B, H, W, C], x̂_0 of the step before as it was predicted; null for zeros
   * @param classes [B], of a denoiser that takes one: the class of each, -1 for none; null or absent: none
   * @returns a fresh array [B, H, W, C]; where Σ is learned [B, H, W, 2C], what it says of Σ in the second half
   */
  predict(
    xt: Samples,
    t: Float32Array,
    before: Samples | null,
    classes?: Int32Array | null,
  ): Promise<Samples>;
  dispose(): void;
}

/** What the guide says of a batch. */
export interface Guidance {
  /** log p where there is one, in nats, of each lane's target. */
  readonly value: Float32Array<ArrayBuffer>; // [B]
  /** ∇_{x_t} value, before scaling. */
  readonly gradient: Samples; // [B, H, W, C]
  /** Its belief: one distribution for each slot, one behind the other; null where it has none. */
  readonly beliefs: Float32Array<ArrayBuffer> | null; // [B, Σ K]
}

/** (x_t, t, target) → value and gradient. A guide on x̂_0 differentiates through the denoiser that it was made with. */
export interface Guide {
  /**
   * @param xt [B, H, W, C]; not kept, not changed
   * @param t [B]
   * @param targets [B], each of a kind that the guide takes
   * @param before as the denoiser is given it: a constant for the gradient
   */
  evaluate(
    xt: Samples,
    t: Float32Array,
    targets: readonly Target[],
    before: Samples | null,
  ): Promise<Guidance>;
  dispose(): void;
}

/** What the networks say of a batch: null for what was not asked. */
export interface NetworkOutputs {
  /** The denoiser's output as the scheduler's prediction type says: ε, x_0 or v. */
  readonly modelOutput: Samples | null; // [B, H, W, C] or [B, H, W, 2C]
  /** The same with the class, of lanes that ask for it, and of others the output itself; null or absent: none asks. */
  readonly conditional?: Samples | null; // as modelOutput
  /** null also without a guide */
  readonly guidance: Guidance | null;
  /** Absent where the judge was not asked; null without one. */
  readonly judged?: Judged | null;
}

/** What the judge says of finished samples. */
export interface Judged {
  /** A distribution for each slot, side by side. */
  readonly probs: Float32Array<ArrayBuffer>; // [B, Σ K]
  /** Before its last layer. */
  readonly features: Float32Array<ArrayBuffer>; // [B, F]
}

/** What the judge reads in one slot. */
export interface Reading {
  readonly label: number;
  /** The judge's probability of that label. */
  readonly probability: number;
}

/** One finished sample as the independent judge sees it: the first slot, and where there are several, the rest. */
export interface Verdict extends Reading {
  readonly others?: readonly Reading[];
}

/** What the judge reads in each slot, in their order. */
export function readingsOf(verdict: Verdict): readonly Reading[] {
  return [verdict, ...(verdict.others ?? [])];
}

/** An independent model of language: it says how usual finished sentences are, and never guides. */
export interface SentenceJudge {
  /** @returns of each sentence -log p of its words and its end, in nats, over how many those are */
  natsPerWord(x0: Samples): Promise<readonly number[]>;
  dispose(): void;
}

/** An independent classifier of clean samples: it measures and never guides. */
export interface Judge {
  /** What it reads, where that is not one class; beliefs are one distribution for each, side by side. */
  readonly slots?: readonly Slot[];
  judge(x0: Samples): Promise<Judged>;
  dispose(): void;
}
