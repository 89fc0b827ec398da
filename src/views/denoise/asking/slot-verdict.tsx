// The judge's verdict on what was asked for, right or wrong by sign and words. The rest stands with the beliefs.

import type { ReactElement } from 'react';
import type { Verdict } from '../../../terms/networks';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { selectSettings, selectStep } from '../../run/selectors';
import { selectSlots } from '../../run/slots';
import { judgedWords, slotStates, type SlotState } from '../../run/slot-states';

export interface SlotVerdictProps {
  readonly lane: number;
  readonly verdict: Verdict;
}

export function SlotVerdict({ lane, verdict }: SlotVerdictProps): ReactElement {
  const slots = useNudge(selectSlots);
  const settings = useNudge(selectSettings);
  const step = useNudgeFrame(selectStep);
  const target = step?.lanes[lane]?.target ?? settings.target;
  const states = slotStates(slots, target, lane, null, verdict);
  const asked = states.filter((slot) => slot.asked >= 0);
  const all = states.map(judgedWords).join('; ');
  return <span title={all}>{asked.length > 0 ? asked.map(inShort).join(' ') : all}</span>;
}

/** "✓ blue", "✗ happy, not sad": what it is of is in what was asked for. */
function inShort({ labels, asked, judged }: SlotState): string {
  const read = labels[judged ?? -1] ?? '';
  return judged === asked ? `✓ ${read}` : `✗ ${read}, not ${labels[asked]}`;
}
