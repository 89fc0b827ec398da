// What the registry loads of Objective: its address, and then the view. The first page names this file alone.

import type { FunctionComponent } from 'react';

export { boundAddress } from '../../worlds/images/bound/bound-address';

export const loadObjective = async (): Promise<FunctionComponent> => (await import('./objective')).Objective;
