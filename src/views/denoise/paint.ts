// What each of the pictures shows: from the state to a canvas.

import { maxAbs } from '../../diffusion/measures';
import { clearCanvas, drawSample, drawSigned } from '../../plots/canvas';
import { niceRange } from '../../plots/pixels';
import { shownStep, type State } from '../../store/state';
import type { Step } from '../../terms/step';
import { firstNoise } from './first-noise';
import { GUIDED, selectFinished, selectSteps, shapeOf, trainTimestepsOf, UNGUIDED } from './frame';
import { largestNudge } from './largest-nudge';

export type Paint = (canvas: HTMLCanvasElement, state: State) => void;

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
export const selectNudgeRange = (state: State): number => niceRange(largestNudge(selectSteps(state), GUIDED));

export const paintNudge: Paint = (canvas, state) => {
  const step = shownStep(state);
  if (step === null) clearCanvas(canvas);
  else drawSigned(canvas, step.meanShift, GUIDED, shapeOf(state), selectNudgeRange(state));
};

/** A picture of one of the guided lane's arrays: values in [-1, 1]. */
function paintValues(pick: (step: Step) => Float32Array): Paint {
  return (canvas, state) => {
    const step = shownStep(state);
    if (step === null) clearCanvas(canvas);
    else drawSample(canvas, pick(step), GUIDED, shapeOf(state));
  };
}

export const paintMean = paintValues((step) => step.mean);
export const paintXPrev = paintValues((step) => step.xPrev);

/** Three standard deviations of noise are the ends of its map. */
const NOISE_RANGE = 3;

export const paintEps: Paint = (canvas, state) => {
  const step = shownStep(state);
  if (step === null) clearCanvas(canvas);
  else drawSigned(canvas, step.eps, GUIDED, shapeOf(state), NOISE_RANGE);
};

/** σ·z on the map of z, so that it looks the same at every σ; its size stands below. */
export const paintNoise: Paint = (canvas, state) => {
  const noise = shownStep(state)?.noise ?? null;
  if (noise === null) clearCanvas(canvas);
  else drawSigned(canvas, noise, GUIDED, shapeOf(state), NOISE_RANGE);
};

/** g on a map of its own: what points where, at whatever size. */
export const paintGradient: Paint = (canvas, state) => {
  const step = shownStep(state);
  const gradient = step?.gradient ?? null;
  if (step === null || gradient === null) clearCanvas(canvas);
  else {
    const range = niceRange(maxAbs(gradient, 0, gradient.length / step.lanes.length));
    drawSigned(canvas, gradient, GUIDED, shapeOf(state), range);
  }
};
