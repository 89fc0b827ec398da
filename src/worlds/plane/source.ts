// From the Plane's settings to the model that they ask for.

import { empiricalMixture } from '../../diffusion/mixture/empirical';
import { presetOf } from '../../diffusion/mixture/presets';
import { NudgeError } from '../../terms/errors';
import { defaultTraining, planeScheduler, type Mixture, type TrainSpec } from '../../terms/plane';
import type { Settings } from '../../history/settings';
import type { ModelSource } from '../../store/world';
import { parseDrawn } from './drawn-points';
import { DRAWN, defaultPlaneSettings, planeOf, type PlaneSettings } from './settings';

/** Names of the classes that can be drawn. */
export const drawnClasses = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

export function trainSpecOf({ width, mostSteps, trainSeed }: PlaneSettings): TrainSpec {
  return { ...defaultTraining, width, mostSteps, seed: trainSeed };
}

let kept: { readonly text: string; readonly mixture: Mixture } | null = null;

/**
 * The very same mixture as long as nothing of it changes.
 *
 * @throws NudgeError `bad-request` saying what is wrong with what was drawn
 */
export function mixtureOf({ distribution, drawn }: PlaneSettings): Mixture {
  const preset = presetOf(distribution);
  if (preset !== null) return preset.mixture;
  if (kept !== null && kept.text === drawn) return kept.mixture;
  const points = parseDrawn(drawn);
  const mixture = empiricalMixture(
    points.flatMap(({ x, y }) => [x, y]),
    points.map(({ label }) => label),
    drawnClasses,
  );
  kept = { text: drawn, mixture };
  return mixture;
}

/** The same, or null where what is drawn cannot be a distribution. */
export function mixtureOrNull(plane: PlaneSettings): Mixture | null {
  try {
    return mixtureOf(plane);
  } catch (error) {
    if (error instanceof NudgeError) return null;
    throw error;
  }
}

/** What a file has of a training, where that is of these settings. */
export function trainedOf(plane: PlaneSettings): PlaneSettings['trained'] {
  return plane.trained?.of === learnedKey(plane) ? plane.trained : null;
}

/** What needs new training when it changes; the other settings choose among networks that are there. */
export function learnedKey({
  distribution,
  drawn,
  schedule,
  width,
  mostSteps,
  trainSeed,
}: PlaneSettings): string {
  return [distribution, distribution === DRAWN ? drawn : '', schedule, width, mostSteps, trainSeed].join(' ');
}

/**
 * @param modelsUrl the folder of the packs, ending in "/"
 * @returns null where nothing is drawn yet
 * @throws NudgeError `bad-request` saying what is wrong with what was drawn
 */
export function planeSource(settings: Settings, modelsUrl: string): ModelSource | null {
  const plane = planeOf(settings);
  const { distribution, drawn, schedule, denoiser } = plane;
  const preset = presetOf(distribution);
  if (preset === null && drawn === '') return null;
  const title = preset?.title ?? 'Drawn';
  const trained = trainedOf(plane);
  return {
    key: `${learnedKey(plane)} ${denoiser} ${trained?.id ?? ''}`,
    title,
    source: {
      kind: 'plane',
      id: distribution,
      title,
      spec: { mixture: mixtureOf(plane), scheduler: planeScheduler(schedule), denoiser },
      train: trainSpecOf(plane),
      ...(trained === null ? {} : { trained: { id: trained.id, state: trained.state } }),
      weights: preset === null ? null : new URL('plane/', modelsUrl).href,
      defaultGuidanceScale: preset?.guidanceScale ?? defaultPlaneSettings.guidanceScale,
    },
  };
}
