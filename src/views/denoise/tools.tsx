// Beside the transport: the pace, branching, undo and redo, and what to do with the ghost.

import type { ReactElement } from 'react';
import { Button, IconButton } from '../../controls/button';
import { speeds } from '../../store/player';
import type { State } from '../../store/state';
import { useNudge, useNudgeFrame, useOpened } from '../../store/use-store';
import { selectSteps } from './frame';
import styles from './tools.module.css';

const selectSpeed = (state: State): number => state.run.speed;
const selectCanUndo = (state: State): boolean => state.history.past.length > 0;
const selectCanRedo = (state: State): boolean => state.history.future.length > 0;
const selectHasSteps = (state: State): boolean => selectSteps(state).length > 0;

const BRANCH =
  'Another path from the step that is shown (B): change class, scale or seed on it. The old path stays as a ghost.';

export function Tools(): ReactElement {
  const { actions } = useOpened();
  const speed = useNudge(selectSpeed);
  const canUndo = useNudge(selectCanUndo);
  const canRedo = useNudge(selectCanRedo);
  const hasSteps = useNudgeFrame(selectHasSteps);
  return (
    <div className={styles.tools}>
      <Button icon="branch" disabled={!hasSteps} onClick={() => actions.branch()} title={BRANCH}>
        <span className={styles.name}>Branch</span>
      </Button>
      <IconButton label="Undo" icon="undo" shortcut="Ctrl Z" disabled={!canUndo} onClick={actions.undo} />
      <IconButton
        label="Redo"
        icon="redo"
        shortcut="Ctrl Shift Z"
        disabled={!canRedo}
        onClick={actions.redo}
      />
      <label className={styles.speed}>
        <span className={styles.word}>Speed</span>
        <select
          className={styles.select}
          aria-label="Speed"
          value={String(speed)}
          onChange={(event) => actions.setSpeed(Number(event.target.value))}
        >
          {speeds.map((each) => (
            <option key={each} value={String(each)}>
              {each === Infinity ? 'fastest' : `${each} steps/s`}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
