// Parts of the view that come right after it. One that does not come leaves its place empty: the pictures and
// what steers them are there.

import { late } from '../../controls/late';

const mathematics = async () => (await import('./mathematics/mathematics')).mathematics;

export const Why = late(async () => (await mathematics()).Why);
export const Apart = late(async () => (await mathematics()).Apart);
export const VerdictLine = late(async () => (await mathematics()).VerdictLine);
export const PackNotes = late(async () => (await import('../own-model/pack-notes')).PackNotes);
export const SlowMotion = late(async () => (await mathematics()).SlowMotion);
export const LaneGrid = late(async () => (await mathematics()).LaneGrid);
