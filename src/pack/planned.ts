// A part of a pack whose configs are read and checked, and whose weights are found but not yet read.

import type { UNet2D } from '../nn/unet2d';
import type { EncoderConfig } from '../nn/unet-config';
import type { WeightSource } from '../nn/weight-source';
import type { Denoiser, Guide, Judge, SentenceJudge } from '../terms/networks';
import type { TextDenoiserConfig } from '../nn/words/denoiser-network';
import type { TextDenoiser } from '../nn/words/text-denoiser';
import type {
  ClassEmbeds,
  CleanView,
  EmbeddingPlane,
  PackNote,
  PromptWords,
  ScaleRange,
  SentenceLimits,
  Slot,
} from '../terms/pack-info';
import type { GuidanceRule } from '../terms/rule';
import type { SampleShape } from '../terms/sample';
import type { SchedulerConfig } from '../terms/scheduler';
import type { TargetKind } from '../terms/target';
import type { PackFiles } from './files';
import type { WeightFiles } from './weight-files';

export interface LoadedDenoiser extends Denoiser {
  readonly parameterCount: number;
  /** Its function of tensors, for guides that differentiate through it; absent where it has none of this kind. */
  readonly through?: { readonly network: UNet2D; readonly config: EncoderConfig };
  /** Where its samples are sentences: the same, for guides that go through it. */
  readonly text?: TextDenoiser;
}

/** Its classes before the weights are read. */
interface PlannedClasses extends ClassEmbeds {
  /** Of all but the null class, in their order. */
  readonly labels: readonly string[];
}

/** What is known of a denoiser of sentences before its weights are read. */
export interface PlannedText {
  readonly config: TextDenoiserConfig;
  readonly words: readonly string[];
  readonly plane: EmbeddingPlane | null;
}

export interface LoadedGuide extends Guide {
  readonly parameterCount: number;
}

export interface PlannedDenoiser {
  /** Its folder, for sentences about it. */
  readonly folder: string;
  readonly sampleShape: SampleShape;
  readonly scheduler: SchedulerConfig;
  readonly weights: WeightFiles;
  /** What is to be said of its configs; absent: nothing. */
  readonly notes?: readonly PackNote[];
  /** The side that the person has chosen; absent: the config says it. */
  readonly size?: number;
  /**
   * Before the weights, of these bytes, are read. Absent: it always is.
   *
   * @param begun the backend, which may be coming still
   * @throws NudgeError where that is too much
   */
  expectAffordable?(weightBytes: number, begun: Promise<void>): Promise<void>;
  /** Absent where samples are no sentences. */
  readonly text?: PlannedText;
  /** Class embeddings that it has; absent: none. */
  readonly classEmbeds?: number;
  /** What is said of them, once nudge.json is read; absent without any. */
  readonly classes?: PlannedClasses;
  /** Uploads the weights. @throws NudgeError `pack-mismatch`, `pack-corrupt` */
  load(weights: WeightSource, classes?: PlannedClasses): LoadedDenoiser;
}

/** What nudge.json says of a guide. */
export interface GuideEntry {
  readonly kind: string;
  /** Names it in lanes and addresses. */
  readonly id: string;
  readonly path: string;
  readonly title: string | null;
  readonly scale: Partial<ScaleRange>;
  /** Null takes the rule of its kind. */
  readonly rule?: GuidanceRule | null;
  /** The t from which on its labels were smoothed in training; absent where nothing is known of it. */
  readonly smoothedFrom?: number;
  /** What can be said of a sample of this pack, with captions; empty where nudge.json does not say. */
  readonly slots: readonly Slot[];
}

export interface PlannedGuide {
  readonly title: string;
  readonly targets: readonly TargetKind[];
  readonly slots: readonly Slot[];
  readonly words?: PromptWords;
  readonly looksAt?: CleanView;
  readonly rule: GuidanceRule;
  readonly sentences?: SentenceLimits;
  /** What is usual of its kind; absent: what is usual of any. */
  readonly scale?: Partial<ScaleRange>;
  /** Of each of its networks. */
  readonly weights: readonly WeightFiles[];
  /**
   * Uploads the weights, which come in the same order; absent of one without a network.
   *
   * @throws NudgeError `pack-mismatch`, `pack-corrupt`
   */
  load?(weights: readonly WeightSource[], denoiser: LoadedDenoiser): LoadedGuide;
}

/** A kind of guide: one file that turns checked config and weights into a Guide, entered in `guide-kinds.ts`. */
export type PlanGuide = (
  files: PackFiles,
  entry: GuideEntry,
  denoiser: PlannedDenoiser,
) => Promise<PlannedGuide>;

/** A kind of pipeline, by the class name in model_index.json: one file, entered in `pipeline-kinds.ts`. */
export interface PipelineKind {
  /** @throws NudgeError `pack-unsupported`, `pack-corrupt` when model_index.json says something else than the folder */
  plan(files: PackFiles, index: Readonly<Record<string, unknown>>): Promise<PlannedDenoiser>;
  /** @param slots of the pack's guides: where the judge reads several, it reads the same */
  planJudge(
    files: PackFiles,
    folder: string,
    denoiser: PlannedDenoiser,
    slots: readonly Slot[],
  ): Promise<PlannedJudge>;
}

export interface PlannedJudge {
  readonly folder: string;
  readonly weights: WeightFiles;
  load(weights: WeightSource, denoiser: LoadedDenoiser): Judge | SentenceJudge;
}
