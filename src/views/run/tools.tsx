// Beside the transport: the pace, branching, undo and redo, and what to do with the ghost.

import type { ReactElement } from 'react';
import { Button, IconButton } from '../../controls/button';
import { Info } from '../../controls/info';
import { speeds } from '../../playback/player';
import { canBranch, type State } from '../../history/state';
import { useNudge, useNudgeFrame, useOpened } from '../../store/use-store';
import { selectFinished, selectFreshBranch, selectPosition, selectSteps } from './selectors';
import { PlayBackwards } from './play-backwards';
import styles from './tools.module.css';

const selectSpeed = (state: State): number => state.run.speed;
const selectCanUndo = (state: State): boolean => state.history.past.length > 0;
const selectCanRedo = (state: State): boolean => state.history.future.length > 0;
const selectAtStart = (state: State): boolean => selectPosition(state) === 0;

const BRANCH =
  'Another path from the x_t that is shown: change class, scale, sampler or seed on it, then play. The old path stays as a ghost to compare with.';
/** Why nothing can branch off where the playhead is, and where it can; '' where it can here. */
export function whyNoBranch(state: State): string {
  if (state.model.recorded) return 'A recording has no branches: nothing is open that could take one.';
  if (selectSteps(state).length === 0) return 'There is nothing to branch off yet: take a step first.';
  if (selectFinished(state))
    return 'The finished sample takes no further step, so no branch begins at it. Step back, and branch off there.';
  if (selectFreshBranch(state)) return 'This is a new branch already: change something, and play.';
  return canBranch(state)
    ? ''
    : 'This x_t is not kept any more: wait until it is shown again, or step to another.';
}

const UNDO =
  'Goes back to the chain as it was before the newest steering, branch or new run; its steps are kept.';
const REDO = 'Goes to the chain that was undone; its steps are kept.';
const SPEED = (
  <Info about="speed">
    Steps a second: from one in two seconds to as fast as your device computes them. It sets the pace alone;
    the numbers are the same.
  </Info>
);

export function Tools(): ReactElement {
  const { actions } = useOpened();
  const speed = useNudge(selectSpeed);
  const canUndo = useNudge(selectCanUndo);
  const canRedo = useNudge(selectCanRedo);
  const cannot = useNudgeFrame(whyNoBranch);
  const atStart = useNudgeFrame(selectAtStart);
  return (
    <div className={styles.tools}>
      <span className={styles.reverse}>
        <PlayBackwards disabled={atStart} />
      </span>
      <Button
        icon="branch"
        onClick={() => {
          if (cannot === '') actions.branch();
        }}
        dimmed={cannot !== ''}
        about={cannot === '' ? BRANCH : cannot}
        shortcut="B"
      >
        <span className={styles.name}>Branch</span>
      </Button>
      <IconButton
        label="Undo"
        icon="undo"
        shortcut="Ctrl Z"
        about={UNDO}
        disabled={!canUndo}
        onClick={actions.undo}
      />
      <IconButton
        label="Redo"
        icon="redo"
        shortcut="Ctrl Shift Z"
        about={REDO}
        disabled={!canRedo}
        onClick={actions.redo}
      />
      <span className={styles.speed}>
        {SPEED}
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
      </span>
    </div>
  );
}
