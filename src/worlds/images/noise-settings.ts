// What a person has chosen on Noise: the picture, how far into the noise, along which schedule, and the noise itself.
// All of it is plain data and in the address; x_t follows from it.

import type { ScheduleName } from '../../diffusion/forward/pair-of-schedules';
import type { AxisKind } from '../../terms/axis';
import type { FixedVariance } from '../../terms/scheduler';

/**
 * Where x_0 comes from. `own` pictures are kept as text, one character a number (levels.ts): they are values, equal
 * when they look equal, and fit into an address.
 */
export type PictureSource =
  | { readonly kind: 'sheet'; readonly index: number }
  | { readonly kind: 'drawn'; readonly text: string }
  | { readonly kind: 'image'; readonly text: string };

export interface NoiseSettings {
  readonly source: PictureSource;
  /** The timestep, 0..T-1. */
  readonly t: number;
  /** null is the pack's own, or the linear one where the pack's own is a third. */
  readonly schedule: ScheduleName | null;
  /** Key of the forward noise. */
  readonly seed: number;
}

/** How the bound of the picture is looked at. */
export interface BoundLooks {
  /** Σ of the model's step; null is the pack's own. */
  readonly variance: FixedVariance | null;
  readonly axis: AxisKind;
  /** How many draws of the noise there are for each t. */
  readonly draws: number;
}

/** Of the noise, for each t. */
export const mostDraws = 8;

export const usualBound: BoundLooks = { variance: null, axis: 't', draws: 1 };

/** What addresses say of how pictures are looked at. */
export type ImageLooks = NoiseSettings & BoundLooks;

export const defaultNoise: NoiseSettings = {
  source: { kind: 'sheet', index: 71 },
  t: 400,
  schedule: null,
  seed: 7,
};
