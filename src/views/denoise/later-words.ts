// What stands beside the mathematics where a guide reads prompts: the mathematics comes late itself.

import { late } from '../../controls/late';

export const WordsAdd = late(async () => (await import('./asking/asking-parts')).askingParts.WordsAdd);
