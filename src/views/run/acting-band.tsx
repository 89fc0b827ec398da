// Over a timeline: the steps in which the guidance scale acts, where it does not act in all of them. Steps that were taken
// are shown as they were steered, those to come as they will be.

import { useMemo, type ReactElement } from 'react';
import { useNudgeFrame } from '../../store/use-store';
import styles from './acting-band.module.css';
import { selectAlone, selectCount, selectPath } from './selectors';
import { actingStretches } from './acting-stretches';

export function ActingBand(): ReactElement | null {
  const path = useNudgeFrame(selectPath);
  const alone = useNudgeFrame(selectAlone);
  const count = useNudgeFrame(selectCount);
  const stretches = useMemo(() => actingStretches(path), [path]);
  if (stretches === null || alone) return null;
  const named = stretches.map(({ first, last }) => `t = ${first} to ${last}`).join(', ');
  return (
    <div
      className={styles.band}
      role="img"
      aria-label={named === '' ? 'Guided at no t' : `Guided at ${named}`}
      data-guided={named}
    >
      {stretches.map(({ from, to }) => (
        <span
          key={from}
          style={{ left: `${(100 * from) / count}%`, width: `${(100 * (to - from)) / count}%` }}
        />
      ))}
    </div>
  );
}
