// What each of the pictures shows: from the state to a canvas.

import { clearCanvas, drawSample, drawSigned } from '../../plots/canvas';
import { niceRange } from '../../plots/pixels';
import { shownStep, type State } from '../../store/state';
import { firstNoise } from './first-noise';
import { GUIDED, selectFinished, shapeOf, trainTimestepsOf, UNGUIDED } from './frame';
import { largestNudge } from './step-numbers';

type Paint = (canvas: HTMLCanvasElement, state: State) => void;

/** x_t of a lane; x_0 once it is finished; before the first step the x_T that its seed gives. */
function paintXt(lane: number): Paint {
  return (canvas, state) => {
    const step = shownStep(state);
    const shape = shapeOf(state);
    if (step === null)
      drawSample(canvas, firstNoise(state.settings.seed, shape, trainTimestepsOf(state)), 0, shape);
    else drawSample(canvas, selectFinished(state) ? step.xPrev : step.xt, lane, shape);
  };
}

function paintPredX0(lane: number): Paint {
  return (canvas, state) => {
    const step = shownStep(state);
    if (step === null) clearCanvas(canvas);
    else drawSample(canvas, step.predX0, lane, shapeOf(state));
  };
}

export const paintGuidedXt = paintXt(GUIDED);
export const paintUnguidedXt = paintXt(UNGUIDED);
export const paintGuidedPredX0 = paintPredX0(GUIDED);
export const paintUnguidedPredX0 = paintPredX0(UNGUIDED);

/** The ends of the nudge's map: one range for the whole run, so that its rise and fall are seen. */
export const selectNudgeRange = (state: State): number =>
  niceRange(largestNudge(state.history.steps, GUIDED));

export const paintNudge: Paint = (canvas, state) => {
  const step = shownStep(state);
  if (step === null) clearCanvas(canvas);
  else drawSigned(canvas, step.meanShift, GUIDED, shapeOf(state), selectNudgeRange(state));
};
