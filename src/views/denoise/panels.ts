// What steers the pictures, and what they are made of: one file, that comes right after them.

import { ControlsPanel } from './controls-panel';
import { Parts } from './mathematics/parts';

export const panels = { ControlsPanel, Parts };
