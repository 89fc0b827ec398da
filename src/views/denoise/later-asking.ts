// What asks for slots and prompts, and what is said of them: it comes with the first model that is asked so.

import { late } from '../../controls/late';

const asking = async () => (await import('./asking/asking-parts')).askingParts;

export const AskedBelow = late(async () => (await asking()).AskedBelow);
export const Asking = late(async () => (await asking()).Asking);
export const SlotBeliefs = late(async () => (await asking()).SlotBeliefs);
export const SlotVerdict = late(async () => (await asking()).SlotVerdict);
export const SlotsInfo = late(async () => (await asking()).SlotsInfo);
