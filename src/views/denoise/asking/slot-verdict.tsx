// The judge's verdict on what was asked for, right or wrong by sign and words, in the two lines that there are. Of each
// attribute it stands with the beliefs.

import type { ReactElement } from 'react';
import type { Verdict } from '../../../terms/networks';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { selectSettings, selectStep } from '../../run/selectors';
import { selectSlots } from '../../run/slots';
import { judgedWords, slotStates, type SlotState } from '../../run/slot-states';
import styles from './asking.module.css';

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
  return (
    <span title={states.map(judgedWords).join('; ')}>
      <span className={styles.wide}>{verdictOf(states, 30)}</span>
      <span className={styles.narrow}>{verdictOf(states, 19)}</span>
    </span>
  );
}

/** "✓ blue ✗ happy, not sad"; of many "✓ 6 of 8, ✗ glasses, mood"; where nothing was asked for, what it reads. */
export function verdictOf(states: readonly SlotState[], most: number): string {
  const asked = states.filter((slot) => slot.asked >= 0);
  if (asked.length === 0) return listed(states.map(judgedWords), '; ', most);
  const each = asked.map(inShort).join(' ');
  if (each.length <= most) return each;
  const wrong = asked.filter((slot) => slot.judged !== slot.asked);
  const right = `✓ ${asked.length - wrong.length} of ${asked.length}`;
  if (wrong.length === 0) return right;
  const names = wrong.map(({ name }) => name);
  return `${right}, ✗ ${listed(names, ', ', most - right.length - 4)}`;
}

/** As many as there is room for; "…" says that there are more. */
function listed(words: readonly string[], between: string, most: number): string {
  let fits = words.length;
  const textOf = (count: number): string =>
    words.slice(0, count).join(between) + (count < words.length ? ' …' : '');
  while (fits > 1 && textOf(fits).length > most) fits--;
  return textOf(fits);
}

/** "✓ blue", "✗ happy, not sad": what it is of is in what was asked for. */
function inShort({ labels, asked, judged }: SlotState): string {
  const read = labels[judged ?? -1] ?? '';
  return judged === asked ? `✓ ${read}` : `✗ ${read}, not ${labels[asked]}`;
}
