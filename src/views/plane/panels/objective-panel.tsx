// What the bound of these points is, and why it is not what is trained: loaded when it is opened.

import { Suspense, type ReactElement } from 'react';
import { late } from '../../../controls/late';
import type { State } from '../../../history/state';
import { useNudge } from '../../../store/use-store';
import { looksOf } from '../../../worlds/plane/state';
import type { OpenedPlane } from '../../../worlds/plane/use-plane';
import styles from './panels.module.css';

const Objective = late<{ plane: OpenedPlane }>(
  async () => (await import('../objective/objective')).Objective,
  () => <p>This part did not come.</p>,
);

const selectOpen = (state: State): boolean => looksOf(state).objective;

export function ObjectivePanel({ plane }: { plane: OpenedPlane }): ReactElement {
  const open = useNudge(selectOpen);
  return (
    <details
      className={styles.details}
      open={open}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== open) plane.plane.setLooks({ objective: currentTarget.open });
      }}
    >
      <summary>The bound, and why L_simple</summary>
      {open && (
        <Suspense fallback={<p aria-busy="true">Loading.</p>}>
          <Objective plane={plane} />
        </Suspense>
      )}
    </details>
  );
}
