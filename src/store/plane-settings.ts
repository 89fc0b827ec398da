// What a person chooses on the plane, beside what they choose anywhere: the distribution, who denoises and who guides,
// how the networks are trained, and what is drawn.

import { presets } from '../diffusion/mixture/presets';
import type { PlaneDenoiser, PlaneGuide, PlaneSchedule, TrainSpec } from '../terms/plane';

/** The id of what a person has drawn, beside the presets' ids. */
export const DRAWN = 'drawn';

/** What is drawn over the plane, from back to front. */
export const planeLayers = [
  'beliefs',
  'density',
  'exact',
  'score',
  'nudge',
  'sum',
  'trails',
  'data',
  'particles',
] as const;
export type PlaneLayer = (typeof planeLayers)[number];

/** Particles in the colours of the guide's belief, or of the class in which they end. */
export type PlaneColour = 'belief' | 'end';

export interface PlaneSettings {
  /** Id of a preset, or `DRAWN`. */
  readonly distribution: string;
  /** Drawn points as text (drawn-points.ts); '' before any is drawn. */
  readonly drawn: string;
  readonly denoiser: PlaneDenoiser;
  readonly guide: PlaneGuide;
  readonly schedule: PlaneSchedule;
  readonly width: TrainSpec['width'];
  readonly mostSteps: TrainSpec['mostSteps'];
  readonly trainSeed: TrainSpec['seed'];
  readonly colour: PlaneColour;
  readonly layers: readonly PlaneLayer[];
  /** The particle whose own path is drawn: its number, 0 to 1999. */
  readonly marked: number;
}

export const planeLimits = {
  steps: { min: 2, max: 1000 },
  guidanceScale: { min: 0, max: 16 },
  mostSteps: { min: 200, max: 20_000 },
  marked: { min: 0, max: 1999 },
} as const;

export const planeWidths = [32, 64, 128] as const;

export const defaultPlane: PlaneSettings = {
  distribution: presets[0]?.id ?? DRAWN,
  drawn: '',
  denoiser: 'learned',
  guide: 'learned',
  schedule: 'cosine',
  width: 64,
  mostSteps: 4000,
  trainSeed: 1,
  colour: 'belief',
  layers: ['density', 'score', 'nudge', 'particles'],
  marked: 0,
};

export function planeOf({ plane }: { readonly plane?: PlaneSettings }): PlaneSettings {
  return plane ?? defaultPlane;
}
