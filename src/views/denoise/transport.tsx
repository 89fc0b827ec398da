// Play, pause, step and restart, and where in the run we are. On a phone it stays at the bottom of the screen.

import type { ReactElement } from 'react';
import { IconButton } from '../../controls/button';
import { useActions, useNudge, useNudgeFrame } from '../../store/use-store';
import {
  selectFinished,
  selectLoading,
  selectPack,
  selectPosition,
  selectReach,
  selectStatus,
  selectTimesteps,
} from './frame';
import styles from './transport.module.css';

export function Transport(): ReactElement {
  const actions = useActions();
  const ready = useNudge(selectPack) !== null;
  const canStart = useNudge(selectLoading) === null || ready; // also after a failed load: it loads again
  const status = useNudge(selectStatus);
  const position = useNudgeFrame(selectPosition);
  const reach = useNudgeFrame(selectReach);
  const playing = status === 'playing';
  const atEnd = status === 'done' && position >= reach;
  return (
    <div className={styles.transport} role="group" aria-label="Transport">
      <IconButton
        label="Step back"
        icon="back"
        shortcut="←"
        disabled={position === 0}
        onClick={() => actions.scrub(position - 1)}
      />
      {playing ? (
        <IconButton label="Pause" icon="pause" shortcut="Space" primary onClick={actions.pause} />
      ) : (
        <IconButton
          label="Play"
          icon="play"
          shortcut="Space"
          primary
          disabled={!canStart}
          onClick={actions.play}
        />
      )}
      <IconButton label="Step" icon="step" shortcut="→" disabled={!ready || atEnd} onClick={actions.step} />
      <IconButton
        label="Restart"
        icon="restart"
        shortcut="R"
        disabled={!canStart}
        onClick={actions.restart}
      />
      <Where />
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
