// What is good to know and no trouble: what of a link could not be used or is missing, what is kept of a model, and a
// newer Nudge that waits.

import { Suspense, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import { late } from '../../controls/late';
import type { State } from '../../history/state';
import { useActions, useNudge } from '../../store/use-store';
import { tellOfKeeping, useKeeping } from '../../offline/keeping';
import { putOffUpdate, takeUpdate, useUpdate } from '../../offline/update';
import styles from './keep.module.css';

const selectNotice = (state: State): string | null => state.notice;
const selectMissing = (state: State): State['model']['missing'] => state.model.missing;

const MissingModel = late(async () => (await import('../own-model/missing-model')).MissingModel);

export function Notices(): ReactElement {
  const notice = useNudge(selectNotice);
  const missing = useNudge(selectMissing);
  const keeping = useKeeping();
  const update = useUpdate();
  const { dismissNotice } = useActions();
  return (
    <div role="status">
      {missing !== null && (
        <Suspense>
          <MissingModel model={missing} />
        </Suspense>
      )}
      {notice !== null && (
        <div className={styles.notice}>
          <p>{notice}</p>
          <Button onClick={dismissNotice}>Got it</Button>
        </div>
      )}
      {keeping !== null && (
        <div className={styles.notice}>
          <p>{keeping.text}</p>
          {keeping.choices.map(({ label, choose }) => (
            <Button key={label} onClick={choose}>
              {label}
            </Button>
          ))}
          <Button onClick={() => tellOfKeeping(null)}>{keeping.away}</Button>
        </div>
      )}
      {update && (
        <div className={styles.notice}>
          <p>A newer Nudge is ready; this one goes on until you take it, and the screen is restored.</p>
          <Button onClick={takeUpdate}>Take it now</Button>
          <Button onClick={putOffUpdate}>Later</Button>
        </div>
      )}
    </div>
  );
}
