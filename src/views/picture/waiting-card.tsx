// In the place of the model's answer while there is none: what is still to come, or what went wrong.

import type { ReactElement } from 'react';
import { Progress } from '../../controls/progress';
import type { State } from '../../history/state';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { selectLoading } from '../run/selectors';
import { selectCanAsk, selectTrouble } from './shown';
import styles from './waiting-card.module.css';

const selectFailed = (state: State): boolean => state.model.backend === null && state.model.loading === null;

export function WaitingCard(): ReactElement | null {
  const loading = useNudgeFrame(selectLoading);
  const canAsk = useNudge(selectCanAsk);
  const failed = useNudge(selectFailed);
  const trouble = useNudge(selectTrouble);
  if (trouble !== null) {
    return (
      <p className={styles.card} role="status">
        The model gives no answer: {trouble}
      </p>
    );
  }
  if (canAsk) return null;
  return (
    <div className={styles.card}>
      {loading !== null && <Progress label="Loading model" loaded={loading.loaded} total={loading.total} />}
      <p>
        {failed
          ? 'No model is open that could be asked. Adding noise needs none.'
          : 'The model answers as soon as it is here. Adding noise needs none.'}
      </p>
    </div>
  );
}
