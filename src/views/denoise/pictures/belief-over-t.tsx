// The noisy classifier's belief in every class over the run, of the guided lane.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { BeliefMap } from '../../../plots/belief-map';
import { paintBeliefs } from '../../../plots/belief-pixels';
import { tokenColor } from '../../../plots/token-colors';
import type { State } from '../../../history/state';
import { useActions, useNudge, useNudgeFrame } from '../../../store/use-store';
import styles from './along-the-way.module.css';
import {
  selectAlone,
  classAsked,
  FIRST_LABELS,
  labelOf,
  selectClasses,
  selectCount,
  selectLarge,
  selectLargeGuided,
  selectSteps,
  selectPosition,
  selectComplete,
  selectReach,
  selectResting,
  selectSettings,
} from '../../run/selectors';
import { indexAt } from '../../../history/index-at';
import { steeringMarks } from '../../../history/steering-marks';
import type { Settings } from '../../../history/settings';
import type { Slot } from '../../../terms/pack-info';
import { selectSlots } from '../../run/slots';
import { slotStates, type SlotState } from '../../run/slot-states';
import { everGuided } from '../../run/curves';
import { settledAt } from '../../run/target-parts';
import { usePainted } from '../../run/use-painted';

const BELIEF_INFO = (
  <Info about="belief over t">
    Each column is a step and each row a class; the stronger the colour, the surer the noisy classifier, from
    0 to 100 %. Once it is sure of the class asked for, there is nothing left to nudge. A line marks where a
    finished run was decided.
  </Info>
);

export function BeliefOverT(): ReactElement | null {
  const actions = useActions();
  const alone = useNudge(selectAlone);
  const resting = useNudge(selectResting);
  const canvas = usePainted(paintBelief);
  const classes = useNudge(selectClasses);
  const slot = useNudge(selectShownSlot);
  const settings = useNudge(selectSettings);
  const position = useNudgeFrame(selectPosition);
  const reach = useNudgeFrame(selectReach);
  const count = useNudgeFrame(selectCount);
  const guided = useNudgeFrame(selectLargeGuided);
  const steps = useNudgeFrame(selectSteps);
  const large = useNudgeFrame(selectLarge);
  const ever = useMemo(() => everGuided(steps, large), [steps, large]);
  const word = !guided ? 'not guided' : ever || steps.length === 0 ? 'guided' : 'at s = 0';
  const marks = useMemo(() => steeringMarks(steps).map(({ index }) => index / count), [steps, count]);
  const complete = useNudgeFrame(selectComplete);
  const decided = useMemo(() => {
    const found = complete && slot === null ? settledAt(steps, large, classes.length) : null;
    if (found === null) return null;
    const at = indexAt(steps, found.t) / count;
    return { at, text: `${labelOf(classes, found.label)} from t = ${found.t}` };
  }, [complete, slot, steps, large, classes, count]);
  if (alone) return null;
  const labels = slot?.labels ?? (classes.length > 0 ? classes : FIRST_LABELS);
  return (
    <section>
      <h2 className={styles.title}>
        Belief {slot === null ? '' : `in ${slot.name} `}over t, {word}
        {BELIEF_INFO}
      </h2>
      <BeliefMap
        label={`Belief of ${slot === null ? 'the noisy classifier in each class' : `the guide in each ${slot.name}`}, over t, ${word}${decided === null ? '' : `; decided: ${decided.text}`}`}
        labels={labels}
        highlighted={slot?.asked ?? classAsked(settings) ?? -1}
        canvas={canvas}
        marks={marks}
        flag={decided}
        cursor={Math.min(1, (position + 0.5) / count)}
        hoverPicks={resting}
        onPick={(share) => {
          const picture = Math.min(count - 1, Math.floor(share * count));
          actions.scrub(picture >= reach ? null : picture);
        }}
      />
    </section>
  );
}

interface ShownSlot extends Pick<SlotState, 'name' | 'labels' | 'asked'> {
  /** Where its labels begin, among so many of all slots. */
  readonly first: number;
  readonly total: number;
}

let known: {
  readonly settings: Settings;
  readonly slots: readonly Slot[];
  readonly shown: ShownSlot;
} | null = null;

/** Of several slots the first that is asked for; null where there are classes. */
function selectShownSlot(state: State): ShownSlot | null {
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

function paintBelief(canvas: HTMLCanvasElement, state: State): void {
  const slot = selectShownSlot(state);
  const classes = slot?.labels.length ?? Math.max(1, selectClasses(state).length);
  const { total, first } = slot ?? { total: classes, first: 0 };
  const columns = selectCount(state);
  if (canvas.width !== columns || canvas.height !== classes) {
    canvas.width = columns;
    canvas.height = classes;
  }
  const context = canvas.getContext('2d');
  if (context === null) return;
  const image = context.createImageData(columns, classes);
  const steps = selectSteps(state);
  const large = selectLarge(state);
  const beliefs = Array.from({ length: columns }, (_, index) => {
    const probs = steps[index]?.beliefs ?? null;
    return probs === null ? null : probs.subarray(large * total + first, large * total + first + classes);
  });
  paintBeliefs(beliefs, classes, tokenColor(canvas, '--paper'), tokenColor(canvas, '--guide'), image.data);
  context.putImageData(image, 0, 0);
}
