// The path that was left, while it stands behind the current one: back to it, or away with it.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import type { State } from '../../store/state';
import { useActions, useNudge } from '../../store/use-store';
import { selectGhost } from './frame';
import styles from './ghost-bar.module.css';

const selectHasGhost = (state: State): boolean => selectGhost(state) !== null;

export function GhostBar(): ReactElement | null {
  const actions = useActions();
  const hasGhost = useNudge(selectHasGhost);
  if (!hasGhost) return null;
  return (
    <div className={styles.bar}>
      <span>below: the path that was left</span>
      <Button onClick={actions.swapGhost} title="Return to the path that was left (G)">
        Return to it
      </Button>
      <Button onClick={actions.dropGhost}>Dismiss it</Button>
    </div>
  );
}
