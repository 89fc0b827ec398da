// Buttons that pause, cancel and resume the measuring, and that save its numbers.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import styles from './objective.module.css';

/** While paused only the t that is shown is asked about, while idle nothing is. */
type Status = 'measuring' | 'paused' | 'idle';

interface MeasuringProps {
  readonly status: Status;
  readonly onStatus: (status: Status) => void;
  /** Whether every term that is wanted is known. */
  readonly isDone: boolean;
  /** Null while there is nothing to give away. */
  readonly onExport: (() => void) | null;
}

const NEXT: Readonly<Record<Status, readonly [name: string, status: Status, about: string]>> = {
  measuring: ['Pause', 'paused', 'Only the t that is shown is asked about. What is known is kept.'],
  paused: ['Go on', 'measuring', 'The other values of t are asked about again.'],
  idle: [
    'Measure here',
    'measuring',
    'The model is asked on this device about every t. What is known is kept.',
  ],
};

export function Measuring({ status, onStatus, isDone, onExport }: MeasuringProps): ReactElement {
  const [name, next, about] = NEXT[status];
  return (
    <div className={styles.buttons} role="group" aria-label="Measuring">
      <Button about={about} disabled={isDone && status !== 'idle'} onClick={() => onStatus(next)}>
        {name}
      </Button>
      <Button
        about="Stops, and asks the model about nothing more, the t that is shown included. Terms that are known stay."
        disabled={status === 'idle' || (isDone && status === 'measuring')}
        onClick={() => onStatus('idle')}
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
