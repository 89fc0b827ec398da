// Where on the other views a question about guidance can be tried out: addresses of the app's own.

import { hashOf } from '../../address/link';

export const experiments = {
  /** A classifier that never saw noise. */
  cleanClassifier: hashOf('plane', {
    distribution: 'spirals',
    denoiser: 'learned',
    target: '1',
    guide: 'clean',
    scale: '3',
    sampler: 'ddpm',
    steps: '100',
  }),
  /** Bayes' rule: exact model, exact classifier, s = 1. */
  bayes: hashOf('plane', {
    distribution: 'overlapping',
    denoiser: 'exact',
    target: '0',
    guide: 'exact',
    scale: '1',
    sampler: 'ddpm',
    steps: '1000',
  }),
  /** The same at many scales at once. */
  scales: hashOf('plane', {
    distribution: 'overlapping',
    denoiser: 'exact',
    target: '0',
    guide: 'exact',
    scale: '4',
    sampler: 'ddpm',
    steps: '100',
    lanes: 'point-scales',
  }),
  classifierFree: hashOf('plane', {
    distribution: 'petals',
    denoiser: 'learned',
    target: '2',
    guide: 'classifier-free',
    scale: '2',
    sampler: 'ddpm',
    steps: '100',
  }),
  ddim: hashOf('plane', {
    distribution: 'rings',
    denoiser: 'learned',
    target: '0',
    scale: '2',
    sampler: 'ddim',
    steps: '100',
  }),
  /** A picture in so much noise that many are possible. */
  blur: hashOf('noise', { image: '71', level: '600', noise: '7' }),
  /** About where a picture's class is still open. */
  open: hashOf('noise', { image: '71', level: '500', noise: '7' }),
} as const;
