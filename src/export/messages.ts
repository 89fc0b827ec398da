// What the page and the export worker say to each other. The worker pulls: it asks for one frame at a time, so
// that the page never prepares more than one between two of its own frames.

import type { ErrorReport } from '../terms/errors';
import type { Frame, FramePalette } from './frame';

export type FilmKind = 'png' | 'gif' | 'video';

export interface Job {
  readonly kind: FilmKind;
  /** How many frames there are; a PNG has one. */
  readonly frames: number;
  /** Frames a second; the last one stays a while longer. */
  readonly rate: number;
  readonly palette: FramePalette;
}

export type ToExporter =
  { readonly type: 'begin'; readonly job: Job } | { readonly type: 'frame'; readonly frame: Frame };

export type FromExporter =
  | { readonly type: 'need'; readonly index: number }
  | { readonly type: 'done'; readonly blob: Blob }
  | { readonly type: 'failed'; readonly error: ErrorReport };

/** The last frame of a film stays this long, in seconds. */
export const LAST_SECONDS = 1.5;
