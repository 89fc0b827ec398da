// The path that was left, while it stands behind the current one: back to it, or away with it.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import type { State } from '../../history/state';
import { useActions, useNudge } from '../../store/use-store';
import { selectGhost } from './selectors';
import styles from './ghost-bar.module.css';

const selectHasGhost = (state: State): boolean => selectGhost(state) !== null;

export function GhostBar(): ReactElement | null {
  const actions = useActions();
  const hasGhost = useNudge(selectHasGhost);
  if (!hasGhost) return null;
  return (
    <div className={styles.bar} data-ghost>
      <span>below: the path that was left</span>
      <Button
        onClick={actions.swapGhost}
        shortcut="G"
        about="Makes the path that was left the current one again; this one becomes its ghost."
      >
        Return to it
      </Button>
      <Button
        onClick={actions.dropGhost}
        about="Hides it, in the timeline and in the curves. Undo still leads back to it."
      >
        Dismiss it
      </Button>
    </div>
  );
}
