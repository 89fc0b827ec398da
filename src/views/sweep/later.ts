// What the registry loads of Sweep: its address, and then the view. The first page names this file alone.

import type { FunctionComponent } from 'react';

export { sweepAddress } from '../../sweep/sweep-address';

export const loadSweep = async (): Promise<FunctionComponent> => (await import('./sweep')).Sweep;
