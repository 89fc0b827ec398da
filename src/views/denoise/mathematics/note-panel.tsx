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
  selectPack,
  selectStep,
  selectVerdicts,
} from '../../run/selectors';
import { noteOf, type NoteFacts } from './note';
import { selectSlots } from '../../run/slots';
import { slotStates } from '../../run/slot-states';
import { slotsNote, type SlotsNoteFacts } from './slots-note';
import styles from './note-panel.module.css';
import { numbersOf } from '../../../history/step-numbers';
import { guidanceOf } from '../../../terms/step';
import { classOf } from '../../../terms/target';

export function NotePanel(): ReactElement {
  const facts = useFacts();
  const ofSlots = useSlotsFacts();
  const { head, body } = ofSlots === null ? noteOf(facts) : slotsNote(ofSlots);
  return (
    <section className={styles.note} aria-label="What this step shows">
      <p>
        <b>{head}</b> {body}
      </p>
    </section>
  );
}

/** null where the guide is asked for a class, or nothing has happened yet. */
function useSlotsFacts(): SlotsNoteFacts | null {
  const slots = useNudge(selectSlots);
  const heldOut = useNudge(selectPack)?.heldOut ?? NOTHING;
  const step = useNudgeFrame(selectStep);
  const finished = useNudgeFrame(selectFinished);
  const verdicts = useNudge(selectVerdicts);
  const large = useNudgeFrame(selectLarge);
  const guided = useNudgeFrame(selectLargeGuided);
  const otherGuided = useNudgeFrame(selectOtherGuided);
  const lane = step?.lanes[large];
  if (slots.length === 0 || step === null || lane === undefined) return null;
  const { sigma, lanes } = numbersOf(step);
  return {
    slots: slotStates(
      slots,
      lane.target,
      large,
      guidanceOf(step)?.beliefs ?? null,
      (finished ? verdicts?.[large] : null) ?? null,
    ),
    guidanceScale: lane.guidanceScale,
    leftAlone: otherGuided && !guided,
    nudge: lanes[large]?.nudgeRms ?? 0,
    sigma,
    finished,
    heldOut,
  };
}

const NOTHING: SlotsNoteFacts['heldOut'] = [];

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
