// Over the first noise while the weights are on their way: how many bytes of them are here.

import type { ReactElement } from 'react';
import { Progress } from '../../controls/progress';
import { useNudgeFrame } from '../../store/use-store';
import { selectLoading } from './frame';
import styles from './loading-card.module.css';

export function LoadingCard(): ReactElement | null {
  const loading = useNudgeFrame(selectLoading);
  if (loading === null) return null;
  const arrived = loading.total > 0 && loading.loaded >= loading.total;
  return (
    <div className={styles.card}>
      <Progress label="Loading model" loaded={loading.loaded} total={loading.total} />
      <p className={styles.text}>
        {arrived
          ? `${loading.title} is here; building the networks.`
          : `${loading.title}: the weights of denoiser and classifier. Nothing is sent anywhere.`}
      </p>
    </div>
  );
}
