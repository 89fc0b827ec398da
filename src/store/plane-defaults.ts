// What the Plane opens with.

import { defaultPlane } from './plane-settings';
import type { Settings } from './settings';

export const defaultPlaneSettings: Settings = {
  pack: 'plane',
  target: 0,
  guidanceScale: 1.5,
  sampler: 'ddpm',
  steps: 100,
  seed: 42,
  lanes: 'points',
  twins: false,
  backend: 'auto',
  plane: defaultPlane,
};
