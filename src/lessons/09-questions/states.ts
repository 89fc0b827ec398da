// The states that the ten questions show, as addresses.

import { hashOf } from '../../address/link';

export const noise = (level: string): string =>
  hashOf('noise', { pack: 'digits', image: '71', level, noise: '7' });

export const digits = (of: Readonly<Record<string, string>>): string =>
  hashOf('denoise', { pack: 'digits', sampler: 'ddpm', steps: '20', lanes: 'pair', ...of });

const plane = (of: Readonly<Record<string, string>>): string =>
  hashOf('plane', { sampler: 'ddpm', steps: '100', ...of });

export const objective = (level: string): string =>
  hashOf('objective', { pack: 'digits', image: '71', level, noise: '7' });

export const spirals = (guide: string, t: string): string =>
  plane({ distribution: 'spirals', denoiser: 'learned', target: '1', guide, scale: '3', t });

export const clouds = (t: string): string =>
  plane({
    distribution: 'overlapping',
    denoiser: 'exact',
    target: '0',
    guide: 'exact',
    scale: '4',
    lanes: 'point-scales',
    t,
  });

export const words = (t: string): string =>
  hashOf('words', {
    slots: 'food=Italian,price=cheap',
    scale: '1',
    sampler: 'ddpm',
    steps: '100',
    seed: '3',
    lanes: 'pair',
    t,
  });

export const petals = (t: string): string =>
  plane({
    distribution: 'petals',
    denoiser: 'learned',
    target: '1',
    guide: 'classifier-free',
    scale: '2',
    lanes: 'point-scales',
    t,
  });
