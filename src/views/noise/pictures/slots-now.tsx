// What the guide reads in each attribute of x_t, and whether that is what the picture is of, or where that is not known what
// it read at the least noise.

import type { ReactElement } from 'react';
import { formatPercent } from '../../../plots/format';
import type { State } from '../../../history/state';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { guideOf, type GuideInfo } from '../../../terms/pack-info';
import { selectAnswer, selectSlotsRead } from '../../picture/shown';
import { topNow } from '../../picture/slots-read';
import styles from './slots-now.module.css';

const selectFirstGuide = (state: State): GuideInfo | null =>
  state.model.pack === null ? null : guideOf(state.model.pack);

export function SlotsNow(): ReactElement {
  const guide = useNudge(selectFirstGuide);
  const read = useNudgeFrame(selectSlotsRead);
  const beliefs = useNudgeFrame(selectAnswer)?.beliefs ?? null;
  return (
    <ul className={styles.slots} aria-label={`Belief of “${guide?.title ?? ''}” in each attribute`}>
      {(read ?? []).map((slot) => {
        const { name, labels, label, isTrue, first } = slot;
        const top = beliefs === null ? label : topNow(slot, beliefs);
        const same = top === label;
        return (
          <li key={name} className={styles.slot}>
            <span className={styles.name}>{name}</span>
            <b>{labels[top]}</b>
            <span className={styles.sure}>
              {beliefs === null ? '' : formatPercent(beliefs[first + top] ?? 0)}
              {same ? '' : isTrue ? `, it is ${labels[label]}` : `, not ${labels[label]}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
