// What each of the pictures shows: from the state to a canvas.

import { maxAbs } from '../../diffusion/measures';
import { clearCanvas, drawSample, drawSigned } from '../../plots/canvas';
import { niceRange } from '../../plots/pixels';
import type { State } from '../../store/state';
import type { Step } from '../../terms/step';
import { firstNoise } from './first-noise';
import {
  laneOf,
  selectFinished,
  selectLarge,
  selectOther,
  selectStep,
  selectSteps,
  shapeOf,
  trainTimestepsOf,
  type Role,
} from './frame';
import { largestNudge } from './largest-nudge';

export type Paint = (canvas: HTMLCanvasElement, state: State) => void;

/** Paints from the step on screen and one of its lanes; clears where there is neither. */
function paintOf(
  role: Role,
  paint: (canvas: HTMLCanvasElement, step: Step, lane: number, state: State) => void,
): Paint {
  return (canvas, state) => {
    const step = selectStep(state);
    const lane = laneOf(state, role);
    if (step === null || lane === null) clearCanvas(canvas);
    else paint(canvas, step, lane, state);
  };
}

/** x_t of a lane; x_0 once it is finished; before the first step the x_T that its seed gives. */
export function paintXtOf(lane: (state: State) => number | null): Paint {
  return (canvas, state) => {
    const step = selectStep(state);
    const shape = shapeOf(state);
    const at = lane(state);
    if (step === null) {
      drawSample(canvas, firstNoise(state.settings.seed, shape, trainTimestepsOf(state)), 0, shape);
    } else if (at === null || at >= step.lanes.length) clearCanvas(canvas);
    else drawSample(canvas, selectFinished(state) ? step.xPrev : step.xt, at, shape);
  };
}

export const paintLargeXt = paintXtOf(selectLarge);
export const paintOtherXt = paintXtOf(selectOther);

const drawPredX0 = (canvas: HTMLCanvasElement, step: Step, lane: number, state: State): void =>
  drawSample(canvas, step.predX0, lane, shapeOf(state));

export const paintLargePredX0 = paintOf('large', drawPredX0);
export const paintOtherPredX0 = paintOf('other', drawPredX0);

/** The ends of the nudge's map: one range for the whole run, so that its rise and fall are seen. */
export const selectNudgeRange = (state: State): number =>
  niceRange(largestNudge(selectSteps(state), selectLarge(state)));

export const paintNudge = paintOf('large', (canvas, step, lane, state) =>
  drawSigned(canvas, step.meanShift, lane, shapeOf(state), selectNudgeRange(state)),
);

export const paintMean = paintOf('large', (canvas, step, lane, state) =>
  drawSample(canvas, step.mean, lane, shapeOf(state)),
);

export const paintXPrev = paintOf('large', (canvas, step, lane, state) =>
  drawSample(canvas, step.xPrev, lane, shapeOf(state)),
);

/** Three standard deviations of noise are the ends of its map. */
const NOISE_RANGE = 3;

export const paintEps = paintOf('large', (canvas, step, lane, state) =>
  drawSigned(canvas, step.eps, lane, shapeOf(state), NOISE_RANGE),
);

/** σ·z on the map of z, so that it looks the same at every σ; its size stands below. */
export const paintNoise = paintOf('large', (canvas, step, lane, state) => {
  if (step.noise === null) clearCanvas(canvas);
  else drawSigned(canvas, step.noise, lane, shapeOf(state), NOISE_RANGE);
});

/** g on a map of its own: what points where, at whatever size. */
export const paintGradient = paintOf('large', (canvas, step, lane, state) => {
  const { gradient } = step;
  if (gradient === null) {
    clearCanvas(canvas);
    return;
  }
  const size = gradient.length / step.lanes.length;
  const range = niceRange(maxAbs(gradient, lane * size, (lane + 1) * size));
  drawSigned(canvas, gradient, lane, shapeOf(state), range);
});
