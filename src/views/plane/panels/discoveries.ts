// What there is to discover on the plane: a distribution, the settings that show it, and a sentence.

import type { PlaneDenoiser, PlaneGuide, PlaneSchedule } from '../../../terms/plane';
import type { Sampler } from '../../../terms/scheduler';

/** Settings of the plane that show something, and a sentence that says what. */
export interface Discovery {
  /** In addresses. */
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly settings: {
    /** Id of a preset. */
    readonly distribution: string;
    readonly schedule: PlaneSchedule;
    readonly denoiser: PlaneDenoiser;
    readonly guide: PlaneGuide;
    readonly guidanceScale: number;
    readonly target: number;
    readonly sampler: Sampler;
    readonly steps: number;
  };
  /** The same with one thing changed, to be seen beside it or after it; null where nothing is compared. */
  readonly against: Partial<Discovery['settings']> | null;
}

const usual = {
  distribution: 'moons',
  schedule: 'cosine',
  denoiser: 'learned',
  guide: 'learned',
  guidanceScale: 2,
  target: 0,
  sampler: { kind: 'ddpm' },
  steps: 100,
} as const satisfies Discovery['settings'];

const ddim = { kind: 'ddim', eta: 0 } as const;

/** In the order in which they are offered. */
export const discoveries: readonly Discovery[] = [
  {
    id: 'conditional',
    title: 'At s = 1 guidance is Bayes’ rule',
    sentence:
      'With the exact model and the exact classifier, s = 1 adds ∇log p(y | x) to ∇log p(x): the points become the class as it is, no more and no less.',
    settings: {
      ...usual,
      denoiser: 'exact',
      guide: 'exact',
      guidanceScale: 1,
      distribution: 'overlapping',
      steps: 1000,
    },
    against: { guidanceScale: 0 },
  },
  {
    id: 'too-much',
    title: 'Too much leaves the data',
    sentence:
      'A large s asks for ever surer points of the class: they crowd where no other class is near, lose their diversity and at last leave the data.',
    settings: { ...usual, distribution: 'overlapping', denoiser: 'exact', guide: 'exact', guidanceScale: 12 },
    against: { guidanceScale: 1 },
  },
  {
    id: 'clean-classifier',
    title: 'A classifier that never saw noise misleads',
    sentence:
      'Trained on clean points only, the classifier is just as sure of itself in pure noise, where nobody can know, and pushes points astray before there is anything to see.',
    settings: { ...usual, distribution: 'spirals', guide: 'clean', guidanceScale: 3, target: 1 },
    against: { guide: 'learned' },
  },
  {
    id: 'two-paths',
    title: 'DDPM wanders, DDIM glides',
    sentence:
      'From the same x_T, DDPM adds fresh noise at every step and its path shivers; DDIM with η = 0 follows one smooth curve, and the same x_T always ends in the same place.',
    settings: { ...usual, distribution: 'rings', guidanceScale: 0 },
    against: { sampler: ddim },
  },
  {
    id: 'few-steps',
    title: 'Few steps against many',
    sentence:
      'With 5 steps each is a long leap along a field that bends, so points miss the shape; with 100 they hug it.',
    settings: { ...usual, distribution: 'pinwheel', guidanceScale: 0, sampler: ddim, steps: 5 },
    against: { steps: 100 },
  },
  {
    id: 'overlap',
    title: 'Where classes overlap',
    sentence:
      'In the middle the classes share their points and the belief stays undecided; guidance moves points away from there, which the true conditional does not.',
    settings: { ...usual, distribution: 'overlapping', guidanceScale: 4, target: 1 },
    against: { guidanceScale: 1 },
  },
  {
    id: 'no-data',
    title: 'Places without data',
    sentence:
      'Far from all data the network has never been asked anything: its arrows there are guesses, while the exact field points home from everywhere.',
    settings: { ...usual, distribution: 'grid', guidanceScale: 0 },
    against: { denoiser: 'exact' },
  },
  {
    id: 'classifier-free',
    title: 'With and without a classifier',
    sentence:
      'Classifier-free guidance takes its nudge from one network asked twice, with the class and without: the step goes on with ε_u + s(ε_c - ε_u), and Ho & Salimans’ w is s - 1.',
    settings: { ...usual, distribution: 'petals', guide: 'classifier-free', guidanceScale: 2, target: 2 },
    against: { guide: 'learned' },
  },
];
