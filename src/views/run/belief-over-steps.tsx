// The guide's belief in every label of one slot over the run, of the lane that is looked at: a belief map that moves the
// playhead.

import { useCallback, useMemo, type ReactElement } from 'react';
import { steeringMarks } from '../../history/steering-marks';
import type { State } from '../../history/state';
import { BeliefMap } from '../../plots/belief-map';
import { drawBeliefs } from '../../plots/draw-beliefs';
import { useActions, useNudge, useNudgeFrame } from '../../store/use-store';
import {
  selectCount,
  selectLarge,
  selectPosition,
  selectReach,
  selectResting,
  selectSteps,
} from './selectors';
import type { SlotState } from './slot-states';
import { usePainted } from './use-painted';

export interface ShownSlot extends Pick<SlotState, 'labels' | 'asked'> {
  /** Index of its first label among the labels of all slots. */
  readonly first: number;
  readonly total: number;
}

interface BeliefOverStepsProps {
  readonly label: string;
  readonly slot: ShownSlot;
  /** Where the run was decided, in shares of its steps, and for what. */
  readonly flag?: { readonly at: number; readonly text: string } | null;
}

export function BeliefOverSteps({ label, slot, flag = null }: BeliefOverStepsProps): ReactElement {
  const { first, total, labels } = slot;
  const rows = labels.length;
  const actions = useActions();
  const resting = useNudge(selectResting);
  const position = useNudgeFrame(selectPosition);
  const reach = useNudgeFrame(selectReach);
  const count = useNudgeFrame(selectCount);
  const steps = useNudgeFrame(selectSteps);
  const paint = useCallback(
    (canvas: HTMLCanvasElement, state: State) => paintRows(canvas, state, first, rows, total),
    [first, rows, total],
  );
  const canvas = usePainted(paint);
  const marks = useMemo(() => steeringMarks(steps).map(({ index }) => index / count), [steps, count]);
  return (
    <BeliefMap
      label={label}
      labels={labels}
      highlighted={slot.asked}
      canvas={canvas}
      marks={marks}
      flag={flag}
      cursor={Math.min(1, (position + 0.5) / count)}
      hoverPicks={resting}
      onPick={(share) => {
        const picture = Math.min(count - 1, Math.floor(share * count));
        actions.scrub(picture >= reach ? null : picture);
      }}
    />
  );
}

function paintRows(
  canvas: HTMLCanvasElement,
  state: State,
  first: number,
  rows: number,
  total: number,
): void {
  const steps = selectSteps(state);
  const lane = selectLarge(state);
  const from = lane * total + first;
  const beliefs = Array.from({ length: selectCount(state) }, (_, index) => {
    const probs = steps[index]?.lanes[lane]?.rule === undefined ? (steps[index]?.beliefs ?? null) : null;
    return probs === null ? null : probs.subarray(from, from + rows);
  });
  drawBeliefs(canvas, beliefs, rows, 'guide');
}
