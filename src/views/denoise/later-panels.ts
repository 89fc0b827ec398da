// What steers the pictures, and what they are made of: they come right after them.

import { lazy } from 'react';

const Nothing = (): null => null;

const loadPanels = async () => {
  try {
    return (await import('./panels')).panels;
  } catch {
    return null;
  }
};

export const ControlsPanel = lazy(async () => ({ default: (await loadPanels())?.ControlsPanel ?? Nothing }));
export const Parts = lazy(async () => ({ default: (await loadPanels())?.Parts ?? Nothing }));
