// The noisy classifier's belief in every class over the run, of the guided lane.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../../controls/info';
import type { State } from '../../../history/state';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import styles from './along-the-way.module.css';
import {
  selectAlone,
  classAsked,
  FIRST_LABELS,
  labelOf,
  selectClasses,
  selectLarge,
  selectLargeGuided,
  selectSteps,
  selectComplete,
  selectCount,
  selectSettings,
} from '../../run/selectors';
import { indexAt } from '../../../history/index-at';
import type { Settings } from '../../../history/settings';
import type { Slot } from '../../../terms/pack-info';
import { selectLargeFree, selectSlots } from '../../run/slots';
import { slotStates, type SlotState } from '../../run/slot-states';
import { everGuided } from '../../run/curves';
import { BeliefOverSteps, type ShownSlot } from '../../run/belief-over-steps';
import { settledAt } from '../../run/target-parts';

const BELIEF_INFO = (
  <Info about="belief over t">
    Each column is a step and each row a class; the stronger the colour, the surer the noisy classifier, from
    0 to 100 %. Once it is sure of the class asked for, there is nothing left to nudge. A line marks where a
    finished run was decided.
  </Info>
);

export function BeliefOverT(): ReactElement | null {
  const alone = useNudge(selectAlone);
  const free = useNudgeFrame(selectLargeFree);
  const classes = useNudge(selectClasses);
  const slot = useNudge(selectShownSlot);
  const settings = useNudge(selectSettings);
  const guided = useNudgeFrame(selectLargeGuided);
  const steps = useNudgeFrame(selectSteps);
  const large = useNudgeFrame(selectLarge);
  const ever = useMemo(() => everGuided(steps, large), [steps, large]);
  const word = !guided ? 'not guided' : ever || steps.length === 0 ? 'guided' : 'at s = 0';
  const count = useNudgeFrame(selectCount);
  const complete = useNudgeFrame(selectComplete);
  const decided = useMemo(() => {
    const found = complete && slot === null ? settledAt(steps, large, classes.length) : null;
    if (found === null) return null;
    const at = indexAt(steps, found.t) / count;
    return { at, text: `${labelOf(classes, found.label)} from t = ${found.t}` };
  }, [complete, slot, steps, large, classes, count]);
  if (alone || free) return null;
  const labels = slot?.labels ?? (classes.length > 0 ? classes : FIRST_LABELS);
  return (
    <section>
      <h2 className={styles.title}>
        Belief {slot === null ? '' : `in ${slot.name} `}over t, {word}
        {BELIEF_INFO}
      </h2>
      <BeliefOverSteps
        label={`Belief of ${slot === null ? 'the noisy classifier in each class' : `the guide in each ${slot.name}`}, over t, ${word}${decided === null ? '' : `; decided: ${decided.text}`}`}
        slot={slot ?? { labels, asked: classAsked(settings) ?? -1, first: 0, total: labels.length }}
        flag={decided}
      />
    </section>
  );
}

type NamedSlot = ShownSlot & Pick<SlotState, 'name'>;

let known: {
  readonly settings: Settings;
  readonly slots: readonly Slot[];
  readonly shown: NamedSlot;
} | null = null;

/** Of several slots the first that is asked for; null where there are classes. */
function selectShownSlot(state: State): NamedSlot | null {
  const slots = selectSlots(state);
  if (slots.length === 0) return null;
  const settings = selectSettings(state);
  if (known?.settings === settings && known.slots === slots) return known.shown;
  const states = slotStates(slots, settings.target, 0, null, null);
  const at = Math.max(
    0,
    states.findIndex(({ asked }) => asked >= 0),
  );
  const { name, labels, asked } = states[at]!;
  const sizes = slots.map((each) => each.labels.length);
  const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
  known = {
    settings,
    slots,
    shown: { name, labels, asked, first: sum(sizes.slice(0, at)), total: sum(sizes) },
  };
  return known.shown;
}
