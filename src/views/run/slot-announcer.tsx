// What a screen reader's user hears of a run where a guide is asked for attributes or reads a prompt.

import type { ReactElement } from 'react';
import type { State } from '../../history/state';
import { guidanceOf } from '../../terms/step';
import { Announced } from './announced';
import { occasion, percent } from './occasion';
import { selectFinished, selectLarge, selectStep, selectVerdicts } from './selectors';
import { slotStates } from './slot-states';
import { selectSlots } from './slots';

/** What is believed of, or read in, all that was asked for: "t 249, hair blue 86 percent". */
export function spokenSlots(state: State): string {
  const step = selectStep(state);
  if (step === null) return '';
  const large = selectLarge(state);
  const target = step.lanes[large]?.target ?? null;
  const finished = selectFinished(state);
  const verdict = (finished ? selectVerdicts(state)?.[large] : null) ?? null;
  const all = slotStates(selectSlots(state), target, large, guidanceOf(step)?.beliefs ?? null, verdict);
  const asked = all.filter((slot) => slot.asked >= 0);
  if (finished) {
    if (verdict === null) return 'Finished.';
    const words = asked.map(({ name, labels, asked: wanted, judged }) => {
      const read = labels[judged ?? -1] ?? '';
      return judged === wanted ? `${name} ${read}, as asked` : `${name} ${read}, not ${labels[wanted]}`;
    });
    return `Finished. The judge reads ${words.join('; ')}.`;
  }
  const words = asked.map(
    ({ name, labels, asked: wanted, belief }) =>
      `, belief in ${name} ${labels[wanted]} ${percent(belief?.[wanted] ?? 0)}`,
  );
  return `t ${step.transition.t}${words.join('')}`;
}

export default function SlotAnnouncer(): ReactElement {
  return <Announced occasion={occasion} words={spokenSlots} />;
}
