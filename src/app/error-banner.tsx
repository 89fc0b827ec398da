// The newest trouble: what happened, what to do, and a way to put it away. Nothing else is lost by it.

import { Suspense, type ReactElement } from 'react';
import { late } from '../controls/late';
import { Icon } from '../controls/icon';
import type { State } from '../history/state';
import { useActions, useNudge } from '../store/use-store';
import styles from './error-banner.module.css';

const Asked = late(async () => (await import('./asked')).Asked);

const selectStranded = (state: State): boolean =>
  state.model.backend === null && state.model.loading === null;
const selectError = (state: State): State['error'] => state.error;

export function ErrorBanner(): ReactElement | null {
  const error = useNudge(selectError);
  const stranded = useNudge(selectStranded);
  const { dismissError, tryAgain } = useActions();
  if (error === null) return null;
  return (
    <div className={styles.banner} role="alert">
      <Icon name="alert" className={styles.icon} />
      <p>
        <b>{error.message}</b> {error.hint}
      </p>
      {error.question ? (
        <Suspense>
          <Asked question={error.question} onAnswer={tryAgain} />
        </Suspense>
      ) : (
        (stranded || error.again) && (
          <button type="button" className={styles.dismiss} onClick={() => tryAgain()}>
            Try again
          </button>
        )
      )}
      <button type="button" className={styles.dismiss} onClick={dismissError}>
        Dismiss
      </button>
    </div>
  );
}
