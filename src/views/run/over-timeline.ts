// What stands over a timeline once there is something to say of the way: loaded right after the page.

import { ActingBand } from './acting-band';
import { GhostBar } from './ghost-bar';
import { Marks } from './marks';

export const overTimeline = { ActingBand, GhostBar, Marks } as const;
