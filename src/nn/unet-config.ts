// What a UNet2DModel's config.json says, checked, in our words. Defaults and refusals are the pack's business.

import type { ActivationName } from './layers/activation';

/** The part that denoiser and noisy classifier share: from x_t to the middle of the U-Net. */
export interface EncoderConfig {
  readonly sampleSize: readonly [height: number, width: number];
  readonly inChannels: number;
  /** x_t in [0, 1] is centred to [-1, 1] first. */
  readonly centerInputSample: boolean;
  /** Width of the time embedding after its two linear layers. */
  readonly timeEmbeddingDim: number;
  readonly flipSinToCos: boolean;
  readonly freqShift: number;
  /** Channels of each level, from the finest. */
  readonly blockOutChannels: readonly number[];
  /** Whether each level of the way down has attention, from the finest. */
  readonly downAttention: readonly boolean[];
  /** Whether each level of the way down is halved by a residual block; absent: none is. */
  readonly downResnet?: readonly boolean[];
  /** What follows the norms of residual blocks; absent: SiLU. */
  readonly activation?: ActivationName;
  readonly layersPerBlock: number;
  readonly downsamplePadding: 0 | 1;
  /** Channels of one attention head; null is one head of all channels. */
  readonly attentionHeadDim: number | null;
  readonly normNumGroups: number;
  /** Groups of the norm in the middle's attention; null takes `normNumGroups`, or no norm under scale_shift. */
  readonly attnNormNumGroups: number | null;
  readonly normEps: number;
  readonly timeScaleShift: 'default' | 'scale_shift';
  readonly hasMidBlock: boolean;
  readonly midBlockScaleFactor: number;
  /** Whether the middle has attention. */
  readonly addAttention: boolean;
}

/** Of diffusers’ UNet2DModel. */
export interface UNetConfig extends EncoderConfig {
  readonly outChannels: number;
  /** Classes that it has an embedding of, the null class among them; absent: it takes none. */
  readonly classEmbeds?: number;
  /** Whether each level of the way up has attention, from the coarsest. */
  readonly upAttention: readonly boolean[];
  /** Whether each is doubled by a residual block; absent: none is. */
  readonly upResnet?: readonly boolean[];
}

/** The UNet’s way down, and one class a label. */
export interface NoisyClassifierConfig extends EncoderConfig {
  readonly labels: readonly string[];
}

/** Of the judge: a plain convolutional classifier of clean pictures. */
export interface JudgeConfig {
  readonly sampleSize: readonly [height: number, width: number];
  readonly inChannels: number;
  /** Output channels and stride of each convolution. */
  readonly convolutions: readonly { readonly channels: number; readonly stride: number }[];
  readonly labels: readonly string[];
}
