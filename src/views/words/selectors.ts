// What the view Words draws of the state: selectors, at module level so that they keep their identity.

import type { State } from '../../history/state';
import { verdictsOnWords, type WishVerdict } from '../../diffusion/words/sentence';
import type { PackInfo } from '../../terms/pack-info';
import { formingOf, laneForming, laneWords, type Forming } from '../../worlds/words/forming';
import { selectFinished, selectLarge, selectOther, selectStep, type Role } from '../run/selectors';

/** Words on screen, of every lane; null before the first step. */
export function selectForming(state: State): Forming | null {
  const step = selectStep(state);
  const { pack } = state.model;
  return step === null || pack === null ? null : formingOf(step, pack, selectFinished(state));
}

export function laneOfRole(state: State, role: Role): number | null {
  return role === 'large' ? selectLarge(state) : selectOther(state);
}

/** The words between START and END of one lane; none before the first step. */
export function wordsOnScreen(state: State, lane: number | null): readonly string[] {
  const forming = selectForming(state);
  const { pack } = state.model;
  return forming === null || pack === null || lane === null ? [] : laneWords(forming, lane, pack);
}

/** Places of one lane; null before the first step. */
export function placesOnScreen(state: State, lane: number | null): Forming | null {
  const forming = selectForming(state);
  const { pack } = state.model;
  if (forming === null || pack === null || lane === null) return null;
  return laneForming(forming, lane, positionsOf(pack));
}

export function positionsOf({ sampleShape }: Pick<PackInfo, 'sampleShape'>): number {
  return sampleShape[1];
}

/** What the rules say of the sentence of the lane that is looked at, of each thing that it was asked for. */
export function verdictsOf(state: State): readonly WishVerdict[] {
  const lane = selectLarge(state);
  const target = selectStep(state)?.lanes[lane]?.target;
  return target === undefined ? [] : verdictsOnWords(wordsOnScreen(state, lane), target);
}
