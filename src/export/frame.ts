// What an exporter draws: rows of pictures, or sentences one below the other, with a line of text below. Plain data, so that
// it travels to the export worker; the page's colours come with the job.

import type { Rgb, SignedColors } from '../plots/pixels';
import type { Palette } from '../plots/token-colors';
import type { SampleShape } from '../terms/sample';

/** The page’s colours as numbers: a worker cannot read its stylesheet. */
export interface FramePalette extends Palette {
  readonly quiet: Rgb;
  readonly signed: SignedColors;
}

/** Whose something is, and so in which colour its title stands: guided, the model alone, or neither. */
export type Tone = 'guide' | 'model' | 'plain';

/** One picture in a row, with a title above it. */
export interface Tile {
  /** One sample, [H, W, C]; null leaves an empty place. */
  readonly values: Float32Array<ArrayBuffer> | null;
  /** ± range are the ends of the signed map; null for a picture with values in [-1, 1]. */
  readonly range: number | null;
  readonly title: string;
  /** At the right of the title. */
  readonly note: string;
  readonly tone: Tone;
}

/** A word at its place, the heavier its ink the surer. */
export interface PlacedWord {
  readonly text: string;
  /** 0 to 1. */
  readonly ink: number;
  readonly tone: Tone;
}

/** One sentence of a frame: word by word at its places, and below them as it is read. */
export interface SentenceBlock {
  readonly title: string;
  /** At the right of the title. */
  readonly note: string;
  readonly tone: Tone;
  /** Row by row; none where the sentence stands alone. */
  readonly places: readonly PlacedWord[];
  readonly text: string;
}

interface AnyFrame {
  readonly caption: string;
  /** How far the run has come, 0 to 1, as a line; null for none. */
  readonly share: number | null;
}

export interface PictureFrame extends AnyFrame {
  readonly shape: SampleShape;
  readonly rows: readonly (readonly Tile[])[];
}

export interface SentenceFrame extends AnyFrame {
  readonly sentences: readonly SentenceBlock[];
}

/** What an exporter draws: pictures in rows, or sentences, with their texts. */
export type Frame = PictureFrame | SentenceFrame;
