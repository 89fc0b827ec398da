// What a person chooses on the plane, beside what they choose anywhere: the distribution, who denoises, and how the
// networks are trained. What is drawn, and how, is in state.ts.

import { presets } from '../../diffusion/mixture/presets';
import type { Settings } from '../../history/settings';
import type { PlaneDenoiser, PlaneSchedule, TrainSpec } from '../../terms/plane';
import { classTarget } from '../../terms/target';
import { oneScale } from './layouts';
import type { TrainedInFile } from './training';

/** The id of what a person has drawn, beside the presets' ids. */
export const DRAWN = 'drawn';

/** `Settings.own` of the plane. */
export interface PlaneSettings {
  readonly world: 'plane';
  /** Id of a preset, or `DRAWN`. */
  readonly distribution: string;
  /** Drawn points as text (drawn-points.ts); '' before any is drawn. */
  readonly drawn: string;
  readonly denoiser: PlaneDenoiser;
  readonly schedule: PlaneSchedule;
  readonly width: TrainSpec['width'];
  readonly mostSteps: TrainSpec['mostSteps'];
  readonly trainSeed: TrainSpec['seed'];
  /** What a file has of a training, and what it was trained on; null where networks come from elsewhere. */
  readonly trained: TrainedInFile | null;
}

/** Of a run’s steps, and of a training’s; controls and addresses keep to the same. */
export const planeLimits = {
  steps: { min: 2, max: 1000 },
  mostSteps: { min: 200, max: 20_000 },
} as const;

/** Hidden units of each layer of a denoiser, to choose from. */
export const planeWidths = [32, 64, 128] as const;

export const defaultPlane: PlaneSettings = {
  world: 'plane',
  distribution: presets[0]?.id ?? DRAWN,
  drawn: '',
  denoiser: 'learned',
  schedule: 'cosine',
  width: 64,
  mostSteps: 4000,
  trainSeed: 1,
  trained: null,
};

export const defaultPlaneSettings: Settings = {
  pack: 'plane',
  target: classTarget(0),
  guide: 'learned',
  guidanceScale: 1.5,
  guidanceInterval: null,
  sampler: 'ddpm',
  steps: 100,
  seed: 42,
  layout: oneScale,
  twins: false,
  marked: 0,
  own: defaultPlane,
};

function isPlane(own: object): own is PlaneSettings {
  return 'world' in own && own.world === 'plane';
}

/** This world's own settings; the default where another world's stand there. */
export function planeOf({ own }: Pick<Settings, 'own'>): PlaneSettings {
  return isPlane(own) ? own : defaultPlane;
}

/** Settings with some of the plane's changed. */
export function withPlane(settings: Settings, changes: Partial<PlaneSettings>): Settings {
  return { ...settings, own: { ...planeOf(settings), ...changes } };
}
