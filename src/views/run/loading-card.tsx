// Over the pictures while the weights are on their way: how many bytes of them are here; and that what plays
// meanwhile, or where nothing can compute, is a recording.

import type { ReactElement } from 'react';
import { Progress } from '../../controls/progress';
import type { State } from '../../history/state';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { selectLoading, selectRecorded } from './selectors';
import styles from './loading-card.module.css';

export function LoadingCard(): ReactElement | null {
  const loading = useNudgeFrame(selectLoading);
  const recorded = useNudge(selectRecorded);
  if (loading === null && !recorded) return null;
  return (
    <div className={styles.card} data-recorded={recorded}>
      {loading !== null && <Progress label="Loading model" loaded={loading.loaded} total={loading.total} />}
      <p className={styles.text}>{textOf(loading, recorded)}</p>
    </div>
  );
}

function textOf(loading: State['model']['loading'], recorded: boolean): string {
  if (loading === null) return 'This is a recorded run: nothing is open that could compute a live one.';
  if (recorded) return 'Meanwhile, a recorded run. The live one follows by itself.';
  const arrived = loading.total > 0 && loading.loaded >= loading.total;
  return arrived
    ? `${loading.title} is here; building the networks.`
    : `${loading.title}: the weights of denoiser and classifier. Nothing is sent anywhere.`;
}
