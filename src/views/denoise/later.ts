// Parts of the view that come right after it. One that does not come leaves its place empty: the pictures and
// what steers them are there.

import { late } from '../../controls/late';

const mathematics = async () => (await import('./mathematics/mathematics')).mathematics;

export const Why = late(async () => (await mathematics()).Why);
export const Apart = late(async () => (await mathematics()).Apart);
export const VerdictLine = late(async () => (await mathematics()).VerdictLine);
export const SlowMotion = late(async () => (await mathematics()).SlowMotion);
export const LaneGrid = late(async () => (await mathematics()).LaneGrid);

const asking = async () => (await import('./asking/asking-parts')).askingParts;

export const AskedBelow = late(async () => (await asking()).AskedBelow);
export const Asking = late(async () => (await asking()).Asking);
export const SlotBeliefs = late(async () => (await asking()).SlotBeliefs);
export const SlotVerdict = late(async () => (await asking()).SlotVerdict);
export const SlotsInfo = late(async () => (await asking()).SlotsInfo);
