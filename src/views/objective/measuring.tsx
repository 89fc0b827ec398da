// Pauses and cancels the measuring, goes on with it, and gives the numbers away.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import { useNudge, useOpened } from '../../store/use-store';
import type { BoundStatus } from '../../worlds/images/bound/bound';
import { setBoundStatus } from '../../worlds/images/bound/bound-questions';
import styles from './objective.module.css';
import { selectStatus } from './shown';

interface MeasuringProps {
  /** Whether every term that is wanted is known. */
  readonly isDone: boolean;
  /** Null while there is nothing to give away. */
  readonly onExport: (() => void) | null;
}

const NEXT: Readonly<Record<BoundStatus, readonly [name: string, status: BoundStatus, about: string]>> = {
  measuring: ['Pause', 'paused', 'Only the t that is shown is asked about. What is known is kept.'],
  paused: ['Go on', 'measuring', 'The other values of t are asked about again.'],
  idle: [
    'Measure here',
    'measuring',
    'The model is asked on this device about every t. What is known is kept.',
  ],
};

export function Measuring({ isDone, onExport }: MeasuringProps): ReactElement {
  const nudge = useOpened();
  const status = useNudge(selectStatus);
  const [name, next, about] = NEXT[status];
  return (
    <div className={styles.buttons} role="group" aria-label="Measuring">
      <Button
        about={about}
        disabled={isDone && status !== 'idle'}
        onClick={() => setBoundStatus(nudge, next)}
      >
        {name}
      </Button>
      <Button
        about="Stops, and asks the model about nothing more, the t that is shown included. Terms that are known stay."
        disabled={status === 'idle' || (isDone && status === 'measuring')}
        onClick={() => setBoundStatus(nudge, 'idle')}
      >
        Cancel
      </Button>
      <Button
        about="Every known term as a table, for other programs."
        disabled={onExport === null}
        onClick={() => onExport?.()}
      >
        Export
      </Button>
    </div>
  );
}
