// The Plane's worker without a browser, and a plane that it can open.

import { presetOf } from '../../src/diffusion/mixture/presets';
import type { PlaneSource } from '../../src/terms/pack-info';
import { planeScheduler } from '../../src/terms/plane';
import { PlaneOpener } from '../../src/worker/plane-opener';
import { Loopback } from './loopback';

/**
 * A worker that opens planes, of which none comes trained.
 *
 * @param sliceMs what a slice of training takes; by the clock where it is left out
 */
export function planeWorker(sliceMs?: number): Loopback {
  const planes = new PlaneOpener(() => Promise.resolve(null));
  let milliseconds = 0;
  return new Loopback({
    ...(sliceMs === undefined ? {} : { now: () => (milliseconds += sliceMs) }),
    openPack: (source) =>
      source.kind === 'plane' ? planes.open(source) : Promise.reject(new Error('expected a plane')),
  });
}

/** Of a preset, with small networks that are learned. */
export function planeSource(preset: string, title: string): PlaneSource {
  return {
    kind: 'plane',
    id: preset,
    title,
    spec: {
      mixture: presetOf(preset)!.mixture,
      scheduler: planeScheduler('cosine'),
      denoiser: 'learned',
    },
    train: {
      seed: 3,
      width: 16,
      batch: 32,
      mostSteps: 100_000,
      learningRate: 1e-3,
      classDropout: 0.5,
      noisyClassifier: true,
      cleanClassifier: false,
    },
    weights: null,
    defaultGuidanceScale: 2,
  };
}
