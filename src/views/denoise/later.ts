// Parts of the view that come right after it. One that does not come leaves its place empty: the pictures and
// what steers them are there.

import { lazy, type FunctionComponent } from 'react';
import type { SlotVerdictProps } from './asking/slot-verdict';

const load = async () => {
  try {
    return (await import('./mathematics/mathematics')).mathematics;
  } catch {
    return null;
  }
};

const Nothing = (): null => null;

export const Why = lazy(async () => ({ default: (await load())?.Why ?? Nothing }));
export const Apart = lazy(async () => ({ default: (await load())?.Apart ?? Nothing }));
export const LaneGrid = lazy(async () => ({ default: (await load())?.LaneGrid ?? Nothing }));

const loadAsking = async () => {
  try {
    return (await import('./asking/asking-parts')).askingParts;
  } catch {
    return null;
  }
};

export const Asking = lazy(async () => ({ default: (await loadAsking())?.Asking ?? Nothing }));
export const SlotBeliefs = lazy(async () => ({ default: (await loadAsking())?.SlotBeliefs ?? Nothing }));
export const SlotVerdict = lazy<FunctionComponent<SlotVerdictProps>>(async () => ({
  default: (await loadAsking())?.SlotVerdict ?? Nothing,
}));
export const SlotsInfo = lazy(async () => ({ default: (await loadAsking())?.SlotsInfo ?? Nothing }));
