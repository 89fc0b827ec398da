// The worlds that Objective measures.

import type { Option } from '../../controls/choice';

export const OBJECTIVE_WORLDS: readonly Option<string>[] = [
  { value: 'images', label: 'Pictures' },
  { value: 'words', label: 'Words' },
];
export const OF_WORLDS =
  'Of pictures the bound, in bits; of sentences the losses that their denoiser was trained on, which are no bits. Points have theirs on the Plane, under Objective.';
