// The note beside the curves.

import { useMemo, type ReactElement } from 'react';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import {
  GUIDED,
  labelOf,
  selectClasses,
  selectFinished,
  selectStep,
  selectVerdicts,
  UNGUIDED,
} from './frame';
import { noteOf, type NoteFacts } from './note';
import styles from './note-panel.module.css';
import { numbersOf } from '../../store/step-numbers';

export function NotePanel(): ReactElement {
  const { head, body } = noteOf(useFacts());
  return (
    <section className={styles.note} aria-label="What this step shows">
      <p>
        <b>{head}</b> {body}
      </p>
    </section>
  );
}

function useFacts(): NoteFacts | null {
  const step = useNudgeFrame(selectStep);
  const finished = useNudgeFrame(selectFinished);
  const classes = useNudge(selectClasses);
  const verdicts = useNudge(selectVerdicts);
  return useMemo(() => {
    const lane = step?.lanes[GUIDED];
    if (step === null || lane === undefined) return null;
    const { sigma, lanes } = numbersOf(step);
    const count = classes.length;
    const belief =
      step.classProbs === null || count === 0
        ? null
        : {
            guided: step.classProbs[lane.target] ?? 0,
            unguided: step.classProbs[UNGUIDED * count + lane.target] ?? 0,
          };
    const [guided, unguided] = verdicts ?? [];
    return {
      target: labelOf(classes, lane.target),
      guidanceScale: lane.guidanceScale,
      belief,
      classCount: count,
      nudge: lanes[GUIDED]?.nudgeRms ?? 0,
      sigma,
      finished,
      verdicts:
        guided === undefined || unguided === undefined
          ? null
          : [
              { label: labelOf(classes, guided.label), probability: guided.probability },
              { label: labelOf(classes, unguided.label), probability: unguided.probability },
            ],
    } satisfies NoteFacts;
  }, [step, finished, classes, verdicts]);
}
