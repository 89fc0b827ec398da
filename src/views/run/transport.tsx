// Play, pause, step and restart, and where in the run we are. On a phone it stays at the bottom of the screen.

import type { ReactElement } from 'react';
import { IconButton } from '../../controls/button';
import type { State } from '../../history/state';
import { useNudge, useNudgeFrame, useOpened } from '../../store/use-store';
import {
  selectFinished,
  selectLoading,
  selectPack,
  selectPosition,
  selectReach,
  selectStatus,
  selectTimesteps,
} from './selectors';
import { PlayBackwards } from './play-backwards';
import { Tools } from './tools';
import styles from './transport.module.css';

const selectAtStart = (state: State): boolean => selectPosition(state) === 0;
const selectAtEnd = (state: State): boolean =>
  state.run.status === 'done' && selectPosition(state) >= selectReach(state);

/** @param plain without the tools, as in an embedded page */
export function Transport({ plain = false }: { plain?: boolean }): ReactElement {
  const { store, actions } = useOpened();
  const ready = useNudge(selectPack) !== null;
  const canStart = useNudge(selectLoading) === null || ready; // also after a failed load: it loads again
  const status = useNudge(selectStatus);
  const atStart = useNudgeFrame(selectAtStart);
  const atEnd = useNudgeFrame(selectAtEnd);
  const playing = status === 'playing';
  return (
    <div className={styles.bar}>
      <div className={styles.transport} role="group" aria-label="Transport" data-region="transport">
        <IconButton
          label="Step back"
          icon="back"
          shortcut="←"
          about="Shows the x_t before this one. Nothing is computed."
          disabled={atStart}
          onClick={() => actions.scrub(selectPosition(store.getState()) - 1)}
        />
        <span className={styles.reverse}>
          <PlayBackwards disabled={atStart} />
        </span>
        {playing ? (
          <IconButton
            label="Pause"
            icon="pause"
            shortcut="Space"
            about="The chain waits where it is, at this t."
            primary
            onClick={actions.pause}
          />
        ) : (
          <IconButton
            label="Play"
            icon="play"
            shortcut="Space"
            about="Takes step after step from here, each x_prev the next x_t: kept steps first, then new ones."
            primary
            disabled={!canStart}
            onClick={actions.play}
          />
        )}
        <IconButton
          label="Step"
          icon="step"
          shortcut="→"
          about="Takes one step: x_prev becomes x_t."
          disabled={!ready || atEnd}
          onClick={actions.step}
        />
        <IconButton
          label="Restart"
          icon="restart"
          shortcut="R"
          about="Begins again at x_T, from the same seed: with nothing changed, the same picture."
          disabled={!canStart}
          onClick={actions.restart}
        />
        <Where />
      </div>
      {!plain && <Tools />}
    </div>
  );
}

function Where(): ReactElement {
  const timesteps = useNudgeFrame(selectTimesteps);
  const position = useNudgeFrame(selectPosition);
  const finished = useNudgeFrame(selectFinished);
  const count = timesteps.length;
  const width = String(count).length;
  const t = finished ? '0' : String(timesteps[position] ?? '–');
  const step = count === 0 ? '' : finished ? 'finished' : `step ${pad(position + 1, width)}/${count}`;
  return (
    <span className={styles.where}>
      <span className={styles.t}>t = {t}</span> <span className={styles.step}>{step}</span>
    </span>
  );
}

/** Filled up with figure spaces, so that nothing moves while it counts. */
function pad(value: number | string, width: number): string {
  return String(value).padStart(width, '\u2007');
}
