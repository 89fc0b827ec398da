// What is good to know and no trouble: what of a link could not be used, and a newer Nudge that waits.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import type { State } from '../../history/state';
import { useActions, useNudge } from '../../store/use-store';
import styles from './keep.module.css';
import { putOffUpdate, takeUpdate, useUpdate } from '../../offline/update';

const selectNotice = (state: State): string | null => state.notice;

export function Notices(): ReactElement {
  const notice = useNudge(selectNotice);
  const update = useUpdate();
  const { dismissNotice } = useActions();
  return (
    <div role="status">
      {notice !== null && (
        <div className={styles.notice}>
          <p>{notice}</p>
          <Button onClick={dismissNotice}>Got it</Button>
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
