// Parts of the view that come right after it. One that does not come leaves its place empty: the pictures and
// what steers them are there.

import { lazy } from 'react';

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
