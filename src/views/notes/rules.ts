// All notes on a run, in order of precedence. What a sentence says is in its rule's file.

import { aloneRules } from './alone-rules';
import { beginRules, finishedRules } from './finished-rules';
import { beliefRules } from './belief-rules';
import { nudgedRules, steeringRules } from './guided-rules';
import type { Moment } from './moment';
import { severalRules } from './several-rules';
import { slotRules } from './slot-rules';
import { firstNote, type Note, type Rule } from './note';

export const rules: readonly Rule<Moment>[] = [
  ...beginRules,
  ...slotRules,
  ...finishedRules,
  ...steeringRules,
  ...beliefRules,
  ...nudgedRules,
  ...severalRules,
  ...aloneRules,
];

export function noteOn(moment: Moment): Note | null {
  return firstNote(rules, moment);
}
