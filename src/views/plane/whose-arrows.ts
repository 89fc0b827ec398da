// Whose score the arrows are where that is not plain: of the model that is open, though another took the step on screen.

import { currentPath, settingsOf, type State } from '../../history/state';
import { planeOf } from '../../worlds/plane/settings';
import { looksOf, trainingOf } from '../../worlds/plane/state';

/** A sentence; '' where they are the step's own, and where there are none. */
export function whoseArrows(state: State): string {
  const { layers } = looksOf(state);
  const { origin } = state.model;
  const { cursor } = state.history;
  if (cursor === null || trainingOf(state)?.previewing === true) return '';
  if (!layers.includes('score') && !layers.includes('sum')) return '';
  const took = currentPath(state).steps[cursor]?.model ?? null;
  if (origin?.source.kind !== 'plane' || origin.key === null || took === null || took === origin.key)
    return '';
  const open = origin.source.spec.denoiser;
  const { denoiser } = planeOf(settingsOf(state));
  return denoiser === open
    ? 'Score arrows: of the networks that are open now; others took this step.'
    : `Score arrows: of the ${open} denoiser, which is open now; the ${denoiser} one took this step.`;
}
