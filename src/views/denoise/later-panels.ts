// What steers the pictures, and what they are made of: they come right after them.

import { late } from '../../controls/late';

const panels = async () => (await import('./panels')).panels;

export const ControlsPanel = late(async () => (await panels()).ControlsPanel);
export const Parts = late(async () => (await panels()).Parts);
