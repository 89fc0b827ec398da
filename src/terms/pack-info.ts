// What the page needs to know of an opened pack: plain data, no weights.

import type { ErrorReport } from './errors';
import type { LoadAnswers } from './load-question';
import type { PlaneSpec, TrainSpec } from './plane';
import type { GuidanceRule } from './rule';
import type { SampleShape } from './sample';
import type { SampleSheet } from './sample-sheet';
import type { SchedulerConfig } from './scheduler';
import type { TrainedState } from './trained';
import type { TargetKind } from './target';

/** Something that a guide has a belief about: the class of a digit, the hair of a face, the food of a sentence. */
export interface Slot {
  readonly name: string;
  readonly labels: readonly string[];
  /** The plainest words for each label, for guides that read prompts; absent where the pack has none. */
  readonly captions?: readonly string[];
}

/** What a guide that reads prompts can read. */
export interface PromptWords {
  /** In lower case. */
  readonly known: readonly string[];
  /** Words of the longest phrase. */
  readonly longest: number;
}

/** What a guide that knows no noise is shown: x_t as if it were clean, or x̂_0. */
export type CleanView = 'xt' | 'predX0';

/** s of a guide under its rule. */
export interface ScaleRange {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** The scales of a row of scales, ascending, the first one 0. */
  readonly row: readonly number[];
}

/** Where a sentence's words are tokens of a vocabulary. */
export interface TextInfo {
  /** The words in the order of their tokens; the first four are START, END, UNK and PAD. */
  readonly words: readonly string[]; // [V]
  /** b of the rounding head: word w has the logit x·E(w) + b_w. */
  readonly headBias: Float32Array<ArrayBuffer>; // [V]
  /** The plane in which embeddings are drawn; absent where the pack has none. */
  readonly plane?: EmbeddingPlane;
  /** Nats a word of people's held-out sentences by the pack's judge; absent where it does not say. */
  readonly peopleNats?: number;
}

/** (x - mean)·axis, for each of two axes. */
export interface EmbeddingPlane {
  readonly mean: readonly number[]; // [C]
  readonly axes: readonly [readonly number[], readonly number[]]; // [2, C]
}

/** A guide of an open pack, as far as the page needs to know it. */
export interface GuideInfo {
  /** Names it in lanes and addresses. */
  readonly id: string;
  /** As a control names it. */
  readonly title: string;
  readonly targets: readonly TargetKind[];
  /** Beliefs are one distribution for each of these. */
  readonly slots: readonly Slot[];
  /** Of guides that take prompts. */
  readonly words?: PromptWords;
  /** What a guide without a t input is given: x_t as if it were clean, or x̂_0; absent: x_t at t. */
  readonly looksAt?: CleanView;
  readonly scale: ScaleRange;
  readonly rule: GuidanceRule;
  /** The t from which on its labels were smoothed in training, so that it hardly pushes there; absent: not known. */
  readonly smoothedFrom?: number;
  /** Numbers in it. */
  readonly parameters: number;
  /** Of a guide toward lengths and words that stand fixed; absent of others. */
  readonly sentences?: SentenceLimits;
}

/** What may be asked of a sentence. */
export interface SentenceLimits {
  /** Words that may stand fixed. */
  readonly words: readonly string[];
  /** Words of the longest sentence. */
  readonly most: number;
}

/** The classes of a denoiser that takes one. */
export interface ClassEmbeds {
  /** Embeddings that it has, the null class's among them. */
  readonly count: number;
  /** Which of them means no class; null: it is never asked without one. */
  readonly nullClass: number | null;
  /** Where nothing says which: a person may. Absent: the pack says. */
  readonly unsaid?: true;
}

/** What was chosen where a person's files left a choice, or were not as usual: a sentence. */
export interface PackNote {
  readonly text: string;
  /** What it speaks of, one by one; absent where the sentence says all. */
  readonly list?: readonly string[];
}

/**
 * An open pack as the worker reports it: all that the page knows of a model. It is one value as long as the
 * model is the same.
 */
export interface PackInfo {
  /** Folder name, or the name of what was opened. */
  readonly id: string;
  readonly title: string;
  /** Of the weights of denoiser and guides; absent where the pack comes with Nudge. */
  readonly sha256?: string;
  readonly sampleShape: SampleShape;
  /** The side that the person has chosen for it; absent: its config says of what size its pictures are. */
  readonly size?: number;
  readonly scheduler: SchedulerConfig;
  /** The embeddings that x̂_0 is moved to, [V, C] with samples of shape [1, n, C]; absent where it is not. */
  readonly embeddings?: Float32Array<ArrayBuffer>;
  /** Absent where samples are no sentences. */
  readonly text?: TextInfo;
  /** Absent where its denoiser takes no class. */
  readonly classEmbeds?: ClassEmbeds;
  /** Whether its denoiser looks at its own x̂_0 of the step before; absent: no. */
  readonly selfConditioned?: boolean;
  /** The first one steers unless a lane says otherwise; empty: the pack is unguided. */
  readonly guides: readonly GuideInfo[];
  /** Prompts that are worth trying, the first one to begin with; absent where no guide reads any. */
  readonly examples?: readonly string[];
  /** Values that were never seen together in training; absent where the pack says nothing of it. */
  readonly heldOut?: readonly Readonly<Record<string, string>>[];
  readonly hasJudge: boolean;
  /** Where the judge lies, from the pack's folder: "judge", or "../digits/judge" of the pack beside it; absent without. */
  readonly judgeFolder?: string;
  /** The packs beside it of which it uses parts; absent: none. */
  readonly neighbours?: readonly string[];
  readonly defaultSteps: number;
  /** Numbers in the denoiser. */
  readonly parameters: number;
  /** Absent where it has none. */
  readonly sampleSheet?: SampleSheet;
  /** Absent where there is nothing to say. */
  readonly notes?: readonly PackNote[];
  /** Why its learned networks came without their weights, and know nothing until they are trained; absent: they know. */
  readonly unlearned?: ErrorReport;
}

/** Scales of a guide that says nothing of its own. */
export const usualScale: ScaleRange = { default: 4, min: 0, max: 16, row: [0, 1, 2, 4, 8, 16] };

/** The guide of an id, or the first one; null where nothing guides. */
export function guideOf({ guides }: Pick<PackInfo, 'guides'>, id?: string): GuideInfo | null {
  return guides.find((guide) => guide.id === id) ?? guides[0] ?? null;
}

const NO_LABELS: readonly string[] = [];

/** Labels of the classes that can be asked for; empty where targets are something else, or nothing guides. */
export function classesOf({ guides }: Pick<PackInfo, 'guides'>): readonly string[] {
  const guide = guides.find(({ targets }) => targets.includes('class'));
  return guide?.slots[0]?.labels ?? NO_LABELS;
}

/**
 * Where a pack comes from: a folder on this origin, a person's own files (relative path → file), or for the
 * plane its distribution and how to learn it, from `weights` where they are shipped or else from nothing.
 */
export type PackSource =
  | (PackSamples & { readonly kind: 'url'; readonly id: string; readonly url: string })
  | (PackSamples & {
      readonly kind: 'files';
      readonly id: string;
      readonly files: ReadonlyMap<string, Blob>;
    })
  | PlaneSource;

/** What the samples of a folder of packs are. */
export type SampleKind = 'pictures' | 'sentences';

interface PackSamples {
  /** What they must be; absent: anything that can be opened. */
  readonly samples?: SampleKind;
  /** What the person has chosen; absent: nothing yet. */
  readonly answers?: LoadAnswers;
}

/** A model of the plane: its data, and where its weights come from. */
export interface PlaneSource {
  readonly kind: 'plane';
  readonly id: string;
  readonly title: string;
  readonly spec: PlaneSpec;
  readonly train: TrainSpec;
  /** Address of the weights that come with Nudge; null where there are none. */
  readonly weights: string | null;
  /** What a file has of a training, which takes their place, and a name for it: another file has another. */
  readonly trained?: { readonly id: string; readonly state: TrainedState };
  /** What a worker that died had trained so far: it makes no other model of it. */
  readonly kept?: TrainedState | null;
  readonly defaultGuidanceScale: number;
}
