// The moment that is on screen.

import { currentPath, isFinished, shownStep, type State } from '../../history/state';
import type { StepRecord } from '../../history/step-record';
import type { Step } from '../../terms/step';
import { selectAlone, selectClasses, selectSampler } from '../run/selectors';
import type { Moment, Watched } from './moment';

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
    before: step === null ? [] : before(path.steps, step),
    finished: isFinished(state),
    verdicts: path.verdicts,
  };
}

/** The steps before one; none where it is not one of them, as while another is being computed again. */
function before(steps: readonly StepRecord[], step: Step): readonly StepRecord[] {
  const at = steps.findIndex(({ t, lanes }) => t === step.transition.t && lanes === step.lanes);
  return at < 0 ? [] : steps.slice(0, at);
}
