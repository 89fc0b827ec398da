// The note beside the curves.

import { useMemo, type ReactElement } from 'react';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import {
  labelOf,
  targetWords,
  selectClasses,
  selectFinished,
  selectLarge,
  selectLargeGuided,
  selectOther,
  selectOtherGuided,
  selectStep,
  selectVerdicts,
} from '../../run/selectors';
import { noteOf, type NoteFacts } from './note';
import styles from './note-panel.module.css';
import { numbersOf } from '../../../history/step-numbers';
import { guidanceOf } from '../../../terms/step';
import { classOf } from '../../../terms/target';

export function NotePanel(): ReactElement {
  const { head, body } = noteOf(useFacts());
  return (
    <section className={styles.note} aria-label="What this step shows" data-region="note">
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
  const large = useNudgeFrame(selectLarge);
  const other = useNudgeFrame(selectOther);
  const guided = useNudgeFrame(selectLargeGuided);
  const leftAlone = useNudgeFrame(selectOtherGuided) && !guided;
  return useMemo(() => {
    const lane = step?.lanes[large];
    if (step === null || lane === undefined) return null;
    const { sigma, lanes } = numbersOf(step);
    const count = classes.length;
    const beliefs = guidanceOf(step)?.beliefs ?? null;
    const target = classOf(lane.target);
    const belief =
      beliefs === null || target === null || count === 0
        ? null
        : {
            own: beliefs[large * count + target] ?? 0,
            twin: other === null ? null : (beliefs[other * count + target] ?? 0),
          };
    const own = verdicts?.[large];
    const twin = other === null ? undefined : verdicts?.[other];
    return {
      target: targetWords(classes, lane.target),
      guidanceScale: lane.guidanceScale,
      leftAlone,
      belief,
      classCount: count,
      nudge: lanes[large]?.nudgeRms ?? 0,
      sigma,
      finished,
      verdicts:
        own === undefined
          ? null
          : {
              own: { label: labelOf(classes, own.label), probability: own.probability },
              twin: twin === undefined ? null : { label: labelOf(classes, twin.label) },
            },
    } satisfies NoteFacts;
  }, [step, finished, classes, verdicts, large, other, leftAlone]);
}
