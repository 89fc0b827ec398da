// The slots that a guide is asked for, where it has heads for attributes or reads prompts.

import type { State } from '../../history/state';
import { guideOf, type GuideInfo, type Slot } from '../../terms/pack-info';
import { lanesOnScreen, selectGuide, selectLarge } from './selectors';

const NO_SLOTS: readonly Slot[] = [];

/** Slots of the guide that steers, where it is asked for something else than a class. */
export const selectSlots = (state: State): readonly Slot[] => slotsOf(selectGuide(state));

/** Whether the guide is asked for something else than a class. */
export const selectAsks = (state: State): boolean => selectGuide(state)?.targets.includes('class') === false;

export function slotsOf(guide: GuideInfo | null): readonly Slot[] {
  return guide === null || guide.targets.includes('class') ? NO_SLOTS : guide.slots;
}

/** Whether no guide steers the lane that is looked at but the class of the denoiser itself. */
export const selectLargeFree = (state: State): boolean =>
  selectLargeGuide(state)?.rule.kind === 'classifier-free';

/** The guide of the lane that is looked at: with a lane for each guide, not always the one that is chosen. */
export const selectLargeGuide = (state: State): GuideInfo | null => {
  const { pack } = state.model;
  return pack === null ? null : guideOf(pack, lanesOnScreen(state)[selectLarge(state)]?.guide);
};
