// What is shown where a guide is asked for attributes or a prompt, loaded with the first such model.

import { AskedBelow } from './asked-below';
import { Asking } from './asking';
import { SlotBeliefs } from './slot-beliefs';
import { SlotVerdict } from './slot-verdict';
import { SlotsInfo } from './slots-info';
import { WordsAdd } from './words-add';

export const askingParts = {
  AskedBelow,
  Asking,
  SlotBeliefs,
  SlotVerdict,
  SlotsInfo,
  WordsAdd,
} as const;
