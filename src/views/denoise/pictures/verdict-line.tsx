// The independent judge's verdict under a finished picture. It looks unlike the noisy classifier's belief on
// purpose: the judge measures and never guides.

import { Suspense, type ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { formatPercent } from '../../../plots/format';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { labelOf, selectClasses, selectFinished, selectPack, selectVerdicts } from '../../run/selectors';
import { selectSlots } from '../../run/slots';
import { SlotVerdict } from '../later-asking';
import styles from './verdict-line.module.css';

const JUDGE_INFO = (
  <Info about="the judge">
    An independent classifier that sees only finished pictures and never guides. The noisy classifier is the
    one being pushed, so its belief proves nothing; the judge’s verdict is the evidence.
  </Info>
);

interface VerdictLineProps {
  readonly lane: number;
  /** Of the first picture: it says that the judge waits, and what a judge is. */
  readonly first: boolean;
}

export function VerdictLine({ lane, first }: VerdictLineProps): ReactElement {
  const classes = useNudge(selectClasses);
  const slots = useNudge(selectSlots);
  const pack = useNudge(selectPack);
  const verdict = useNudge(selectVerdicts)?.[lane];
  const finished = useNudgeFrame(selectFinished);
  const shown = finished && verdict !== undefined;
  return (
    <div className={styles.line} data-shown={shown} data-slots={slots.length > 0}>
      {shown ? (
        <span className={styles.stamp}>
          {slots.length === 0 && verdict.probability < 0.5 ? 'judge: unsure, ' : 'judge: '}
          {slots.length > 0 ? (
            <Suspense>
              <SlotVerdict lane={lane} verdict={verdict} />
            </Suspense>
          ) : (
            <>
              <b>{labelOf(classes, verdict.label)}</b>, {formatPercent(verdict.probability)}
            </>
          )}
        </span>
      ) : (
        <span className={styles.waiting}>
          {!first ? '' : pack?.hasJudge === false ? 'no judge in this pack' : 'judge: at the end'}
        </span>
      )}
      {first && JUDGE_INFO}
    </div>
  );
}
