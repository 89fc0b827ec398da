// The path that was left, while it is drawn behind the current one: go back to it, or drop it.

import { useCallback, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import type { State } from '../../history/state';
import { useActions, useNudge, useOpened } from '../../store/use-store';
import { differenceText } from './left-path';
import { labelOf, selectClasses, selectGhost, selectPath } from './selectors';
import styles from './ghost-bar.module.css';

const selectHasGhost = (state: State): boolean => selectGhost(state) !== null;

export function GhostBar(): ReactElement | null {
  const actions = useActions();
  const { world } = useOpened();
  const hasGhost = useNudge(selectHasGhost);
  const differs = useNudge(
    useCallback(
      (state: State): string => {
        const left = selectGhost(state);
        const classes = selectClasses(state);
        return left === null
          ? ''
          : differenceText(left, selectPath(state), world.fields.settings, (text) =>
              labelOf(classes, Number(text)),
            );
      },
      [world],
    ),
  );
  if (!hasGhost) return null;
  return (
    <div className={styles.bar} data-ghost>
      <span>
        {differs === ''
          ? 'compared with the path that was left'
          : `compared with the path that was left: ${differs}`}
      </span>
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
