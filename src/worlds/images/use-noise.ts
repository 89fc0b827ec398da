// Hooks for what a person can do on Noise.

import { useOpened } from '../../store/use-store';
import { invariant } from '../../terms/errors';
import { noiseActions } from './noise-actions';
import type { NoiseActions } from './noise-state';

/** Of the store above, which must be that of pictures. */
export function useNoiseActions(): NoiseActions {
  const actions = noiseActions(useOpened());
  invariant(actions !== null, 'useNoiseActions: expected the store of pictures above');
  return actions;
}
