// The moment that is on screen.

import { currentPath, isFinished, shownStep, type State } from '../../history/state';
import type { StepRecord } from '../../history/step-record';
import type { Step } from '../../terms/step';
import { guidanceOf } from '../../terms/step';
import { selectAlone, selectClasses, selectSampler } from '../run/selectors';
import { slotStates } from '../run/slot-states';
import { selectSlots } from '../run/slots';
import type { AskedSlots, Moment, Watched } from './moment';

type Own = Pick<Watched, 'what' | 'lanes' | 'other' | 'fromPicture' | 'count' | 'isPreview'>;

export function momentOf(state: State, own: Own): Moment {
  const path = currentPath(state);
  const step = shownStep(state);
  return {
    ...own,
    classes: selectClasses(state),
    hasGuide: !selectAlone(state),
    hasJudge: state.model.pack?.hasJudge ?? false,
    sampler: selectSampler(state),
    step,
    isOfAnother: step === null && state.history.awaited === null && path.steps.length > 0,
    before: step === null ? [] : before(path.steps, step),
    finished: isFinished(state),
    verdicts: path.verdicts,
    ...slotsAsked(state, step, own.lanes[0] ?? 0),
  };
}

function slotsAsked(state: State, step: Step | null, lane: number): { readonly slots?: AskedSlots } {
  const slots = selectSlots(state);
  if (slots.length === 0) return {};
  const { target = null, guide } = step?.lanes[lane] ?? {};
  const beliefs = (step && guidanceOf(step))?.beliefs ?? null;
  const verdict = (isFinished(state) ? currentPath(state).verdicts?.[lane] : null) ?? null;
  return {
    slots: {
      states: slotStates(slots, target, lane, beliefs, verdict),
      heldOut: state.model.pack?.heldOut ?? [],
      cleanOnNoise: state.model.pack?.guides.find(({ id }) => id === guide)?.looksAt === 'xt',
    },
  };
}

/** The steps before one; none where it is not one of them, as while another is being computed again. */
function before(steps: readonly StepRecord[], step: Step): readonly StepRecord[] {
  const at = steps.findIndex(({ t, lanes }) => t === step.transition.t && lanes === step.lanes);
  return at < 0 ? [] : steps.slice(0, at);
}
