// Measures, pauses, cancels, exports; how far it is, and how long it still takes.

import { Progress } from '@base-ui/react/progress';
import { Suspense, useState, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import { late } from '../../controls/late';
import type { State } from '../../history/state';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { countOf, knownOf, timeLeft } from '../../sweep/plan';
import type { SweepRunner } from '../../sweep/runner';
import type { SweepStatus } from '../../sweep/sweep';
import styles from './sweep.module.css';
import { paceOf, selectAsked, selectRows, selectSweep, selectTrouble, timeText } from './shown';

const ExportDialog = late(async () => (await import('./export-dialog')).ExportDialog);

const selectIsEmpty = (state: State): boolean =>
  selectRows(state).every(({ samples }) => samples.length === 0);
const selectStatus = (state: State) => selectSweep(state).status;

interface BarProps {
  readonly runner: SweepRunner;
}

export function Bar({ runner }: BarProps): ReactElement {
  const status = useNudge(selectStatus);
  const of = useNudge(selectAsked);
  const isEmpty = useNudgeFrame(selectIsEmpty);
  const [exporting, setExporting] = useState(false);
  const isBusy = status === 'measuring' || status === 'opening';
  const canMeasure = of !== null;
  return (
    <div className={styles.bar} data-region="transport" role="group" aria-label="Measuring">
      <Progressed />
      <div className={styles.buttons}>
        {status === 'asking' ? (
          <>
            <Button disabled={!canMeasure} onClick={() => runner.measure(true)}>
              Measure them all
            </Button>
            <Button onClick={() => runner.cancel()}>Not now</Button>
          </>
        ) : (
          <>
            {isBusy ? (
              <Button
                about="After the step that is being computed. Nothing is lost."
                disabled={status === 'opening'}
                onClick={() => runner.pause()}
              >
                Pause
              </Button>
            ) : (
              <Button
                about="Computes every sample of the grid on this device, in workers of its own. What is there already is kept."
                disabled={!canMeasure}
                onClick={() => runner.measure()}
              >
                {status === 'paused' ? 'Go on' : 'Measure here'}
              </Button>
            )}
            <Button
              about="Stops, and frees the workers. Samples that are finished stay."
              disabled={status === 'idle'}
              onClick={() => runner.cancel()}
            >
              Cancel
            </Button>
          </>
        )}
        <Button
          about="Measures and pictures as files: CSV, JSON, PNG, SVG."
          disabled={of === null || isEmpty}
          onClick={() => setExporting(true)}
        >
          Export
        </Button>
      </div>
      {exporting && (
        <Suspense>
          <ExportDialog onClose={() => setExporting(false)} />
        </Suspense>
      )}
    </div>
  );
}

interface Told {
  readonly done: number;
  readonly count: number;
  readonly share: number;
  readonly text: string;
  readonly rest: string;
}

let told: Told | null = null;

/** The same value as long as it says the same. */
function selectTold(state: State): Told | null {
  const of = selectAsked(state);
  if (of === null) return null;
  const sweep = selectSweep(state);
  const [done, count] = [knownOf(of, sweep.rows), countOf(of)];
  const taken = sweep.batch === null ? 0 : (sweep.batch.cells.length * sweep.batch.taken) / of.settings.steps;
  const left = timeLeft(of, sweep, paceOf(state));
  const now: Told = {
    done,
    count,
    share: Math.round((1000 * (done + taken)) / count) / 1000,
    text: `${done.toLocaleString('en')} of ${count.toLocaleString('en')} samples here`,
    rest: restOf(sweep.status, done === count, left),
  };
  if (told?.rest === now.rest && told.share === now.share && told.text === now.text) return told;
  told = now;
  return now;
}

function restOf(status: SweepStatus, isDone: boolean, left: number | null): string {
  if (isDone) return 'all computed';
  const time = left === null ? null : timeText(left);
  if (status === 'opening') return 'the worker opens the model';
  if (status === 'asking') {
    const long = time === null ? 'a long time; how long is known after the first step' : `about ${time}`;
    return `That many take ${long}. Are they meant?`;
  }
  if (time === null) return '';
  if (status === 'measuring') return `about ${time} left; a hidden tab goes on`;
  if (status === 'paused') return `paused, about ${time} left`;
  return `about ${time} on this device`;
}

function Progressed(): ReactElement {
  const now = useNudgeFrame(selectTold);
  const trouble = useNudge(selectTrouble);
  if (trouble !== null) {
    return (
      <p className={styles.trouble} role="alert">
        {trouble}
      </p>
    );
  }
  return (
    <Progress.Root
      className={styles.progress}
      value={now === null ? 0 : Math.min(100, now.share * 100)}
      aria-label="Samples computed here"
      aria-valuetext={now === null ? 'no model yet' : `${now.text}, ${now.rest}`}
    >
      <div className={styles.told} aria-hidden="true">
        <span>{now?.text ?? 'The model is on its way.'}</span>
        <span>{now?.rest}</span>
      </div>
      <Progress.Track className={styles.track}>
        <Progress.Indicator className={styles.indicator} />
      </Progress.Track>
    </Progress.Root>
  );
}
