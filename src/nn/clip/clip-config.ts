// What the configs of a CLIP say, checked, in our words.

import type { EncoderConfig } from '../unet-config';

/** Both encoders of a CLIP, and what their cosine is multiplied by. */
export interface ClipConfig {
  /** exp of the temperature that it learned: the cosine is multiplied by it. */
  readonly scale: number;
  readonly image: ImageEncoderConfig;
  readonly text: TextEncoderConfig;
}

/** A UNet’s way down, then an embedding of its own. */
export interface ImageEncoderConfig extends EncoderConfig {
  /** D of the embedding. */
  readonly dimensions: number;
}

/** A transformer over the words of a prompt, then an embedding of its own. */
export interface TextEncoderConfig {
  /** `SPECIAL_TOKENS` first. */
  readonly vocabulary: readonly string[];
  /** Words of the longest text that is read. */
  readonly length: number;
  readonly width: number;
  readonly layers: number;
  /** Divides the width. */
  readonly heads: number;
  /** D of the embedding. */
  readonly dimensions: number;
}
