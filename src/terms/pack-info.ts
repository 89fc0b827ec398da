// What the page needs to know of an opened pack: plain data, no weights.

import type { PlaneSpec, TrainSpec } from './plane';
import type { SampleShape } from './sample';
import type { SampleSheet } from './sample-sheet';
import type { SchedulerConfig } from './scheduler';

export interface PackInfo {
  /** Folder name, or the name of what was opened. */
  readonly id: string;
  readonly title: string;
  readonly sampleShape: SampleShape;
  readonly scheduler: SchedulerConfig;
  /** Labels of the classes, in order; empty when the pack has no guide. */
  readonly classes: readonly string[];
  readonly hasJudge: boolean;
  readonly defaultGuidanceScale: number;
  readonly defaultSteps: number;
  /** Numbers in the denoiser and in the noisy classifier (0 without one). */
  readonly parameters: { readonly denoiser: number; readonly classifier: number };
  /** Absent where it has none. */
  readonly sampleSheet?: SampleSheet;
}

/**
 * Where a pack comes from: a folder on this origin, files in the person's hands (relative path → file), or for the
 * plane its distribution and how to learn it, from `weights` where they are shipped or else from nothing.
 */
export type PackSource =
  | { readonly kind: 'url'; readonly id: string; readonly url: string }
  | { readonly kind: 'files'; readonly id: string; readonly files: ReadonlyMap<string, Blob> }
  | PlaneSource;

export interface PlaneSource {
  readonly kind: 'plane';
  readonly id: string;
  readonly title: string;
  readonly spec: PlaneSpec;
  readonly train: TrainSpec;
  /** Address of the weights that come with Nudge; null where there are none. */
  readonly weights: string | null;
  readonly defaultGuidanceScale: number;
}
