// What each of the pictures shows: from the state to a canvas.

import { maxAbs } from '../../../diffusion/magnitudes';
import { clearCanvas, drawChannel, drawSample, drawSigned, drawSize } from '../../../plots/canvas';
import { niceRange } from '../../../plots/pixels';
import { isComplete } from '../../../history/path';
import { type State, settingsOf } from '../../../history/state';
import { sampleSize } from '../../../terms/sample';
import { guidanceOf, type Step } from '../../../terms/step';
import { firstNoise } from '../first-noise';
import {
  laneOf,
  lanesOnScreen,
  selectFinished,
  selectLarge,
  selectOther,
  selectPath,
  selectStep,
  selectSteps,
  shapeOf,
  trainTimestepsOf,
  type Role,
} from '../../run/selectors';
import { guidedEps } from '../../../diffusion/guided-eps';
import { largestNudge } from '../../../history/largest-nudge';
import { noiseOf } from '../../../worlds/images/noise-state';

export type Paint = (canvas: HTMLCanvasElement, state: State) => void;

/** Paints from the step on screen and one of its lanes; clears where there is neither. */
export function paintOf(
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

/** Of a model that is missing nothing is known. */
const isShapeUnknown = ({ model }: State): boolean => model.pack === null && model.missing !== null;

/** x_t of a lane; x_0 once it is finished; before the first step the x_T that its seed gives. */
export function paintXtOf(lane: (state: State) => number | null): Paint {
  return (canvas, state) => {
    const step = selectStep(state);
    const shape = shapeOf(state);
    const at = lane(state);
    if (step === null) {
      if (isShapeUnknown(state)) clearCanvas(canvas);
      else drawSample(canvas, firstNoise(settingsOf(state).seed, shape, trainTimestepsOf(state)), 0, shape);
    } else if (at === null || at >= step.lanes.length) clearCanvas(canvas);
    else drawSample(canvas, selectFinished(state) ? step.xPrev : step.xt, at, shape);
  };
}

/** What a small picture of a grid shows: x_t or its x̂_0, by choice; x_0 once it is finished. */
export function paintCellOf(lane: number): Paint {
  const paintXt = paintXtOf(() => lane);
  return (canvas, state) => {
    const step = selectStep(state);
    const expects = noiseOf(state).grid === 'x0' && !selectFinished(state);
    if (step === null || lane >= step.lanes.length || !expects) paintXt(canvas, state);
    else drawSample(canvas, step.predX0, lane, shapeOf(state));
  };
}

export const paintLargeXt = paintXtOf(selectLarge);
export const paintOtherXt = paintXtOf(selectOther);

const drawPredX0 = (canvas: HTMLCanvasElement, step: Step, lane: number, state: State): void =>
  drawSample(canvas, step.predX0, lane, shapeOf(state));

export const paintLargePredX0 = paintOf('large', drawPredX0);
export const paintOtherPredX0 = paintOf('other', drawPredX0);

export const paintGuidedPredX0 = paintOf('large', (canvas, step, lane, state) =>
  drawSample(canvas, step.guidedPredX0, lane, shapeOf(state)),
);

/** x_T of the lane: of its first step, or as its seed gives it. */
export const paintFirst: Paint = (canvas, state) => {
  const [first] = selectSteps(state);
  const shape = shapeOf(state);
  const lane = selectLarge(state);
  const seed = lanesOnScreen(state)[lane]?.seed ?? settingsOf(state).seed;
  if (first?.xt) drawSample(canvas, first.xt, lane, shape);
  else if (isShapeUnknown(state)) clearCanvas(canvas);
  else drawSample(canvas, firstNoise(seed, shape, trainTimestepsOf(state)), 0, shape);
};

/** x_0 of the lane, once its path is complete. */
export const paintLast: Paint = (canvas, state) => {
  const path = selectPath(state);
  if (path.tip === null || !isComplete(path)) clearCanvas(canvas);
  else drawSample(canvas, path.tip.xt, selectLarge(state), shapeOf(state));
};

/** The ends of the nudge's map: one range for the whole run, so that its rise and fall are seen. */
export const selectNudgeRange = (state: State): number =>
  niceRange(largestNudge(selectSteps(state), selectLarge(state)));

/** Of a colour picture its size per pixel, for a colour has no one sign. */
export const paintNudge = paintOf('large', (canvas, step, lane, state) => {
  const shape = shapeOf(state);
  const draw = shape[2] === 3 ? drawSize : drawSigned;
  draw(canvas, step.meanShift, lane, shape, selectNudgeRange(state));
});

/** One channel of a colour picture's nudge, signed. */
export function paintNudgeOf(channel: number): Paint {
  return paintOf('large', (canvas, step, lane, state) =>
    drawChannel(canvas, step.meanShift, lane, shapeOf(state), selectNudgeRange(state), channel),
  );
}

const drawMean = (canvas: HTMLCanvasElement, step: Step, lane: number, state: State): void =>
  drawSample(canvas, step.mean, lane, shapeOf(state));

export const paintMean = paintOf('large', drawMean);
export const paintOtherMean = paintOf('other', drawMean);

/** μ and the nudge, before the noise. */
function drawShifted(canvas: HTMLCanvasElement, step: Step, lane: number, state: State): void {
  const shape = shapeOf(state);
  const size = sampleSize(shape);
  const { mean, meanShift } = step;
  const shifted = mean
    .subarray(lane * size, (lane + 1) * size)
    .map((m, at) => m + meanShift[lane * size + at]!);
  drawSample(canvas, shifted, 0, shape);
}

export const paintShifted = paintOf('large', drawShifted);
export const paintOtherShifted = paintOf('other', drawShifted);

const drawXPrev = (canvas: HTMLCanvasElement, step: Step, lane: number, state: State): void =>
  drawSample(canvas, step.xPrev, lane, shapeOf(state));

export const paintXPrev = paintOf('large', drawXPrev);
export const paintOtherXPrev = paintOf('other', drawXPrev);

/** Three standard deviations of noise are the ends of its map. */
export const NOISE_RANGE = 3;

export const paintEps = paintOf('large', (canvas, step, lane, state) =>
  drawSigned(canvas, step.eps, lane, shapeOf(state), NOISE_RANGE),
);

export const paintGuidedEps = paintOf('large', (canvas, step, lane, state) =>
  drawSigned(canvas, guidedEps(step, lane), 0, shapeOf(state), NOISE_RANGE),
);

function gradientRange(step: Step, lane: number): number {
  const gradient = guidanceOf(step)?.gradient;
  if (gradient === undefined) return 0;
  const { lanes } = step;
  const size = gradient.length / lanes.length;
  return niceRange(maxAbs(gradient, lane * size, (lane + 1) * size));
}

export const selectGradientRange = (state: State): number => {
  const step = selectStep(state);
  return step === null ? 0 : gradientRange(step, selectLarge(state));
};

/** g on a map of its own: what points where, at whatever size. */
export const paintGradient = paintOf('large', (canvas, step, lane, state) => {
  const gradient = guidanceOf(step)?.gradient;
  if (gradient === undefined) {
    clearCanvas(canvas);
    return;
  }
  drawSigned(canvas, gradient, lane, shapeOf(state), gradientRange(step, lane));
});
