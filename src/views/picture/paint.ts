// What each of Noise's pictures shows: from the state to a canvas.

import { clearCanvas, drawSample, drawSigned } from '../../plots/canvas';
import type { ScheduleName } from '../../diffusion/forward/pair-of-schedules';
import { type Answer, noiseOf } from '../../worlds/images/noise-state';
import type { State } from '../../history/state';
import { shapeOf } from '../run/selectors';
import { selectAnswer, selectNoised, selectForwardSamples } from './shown';
import type { Samples } from '../../terms/sample';

type Paint = (canvas: HTMLCanvasElement, state: State) => void;

/** Three standard deviations of noise are the ends of its map. */
export const NOISE_RANGE = 3;
/** Half of the way from black to white is the end of the error's map. */
export const ERROR_RANGE = 1;

/** What is on a canvas already is not painted again: most pictures stand still while t is dragged. */
const painted = new WeakMap<
  HTMLCanvasElement,
  { readonly samples: Samples | null; readonly theme: string }
>();

function onChange(
  of: (state: State) => Samples | null | undefined,
  draw: (canvas: HTMLCanvasElement, samples: Samples, state: State) => void,
): Paint {
  return (canvas, state) => {
    const samples = of(state) ?? null;
    const theme = document.documentElement.dataset['theme'] ?? '';
    const before = painted.get(canvas);
    if (before?.samples === samples && before.theme === theme) return;
    painted.set(canvas, { samples, theme });
    if (samples === null) clearCanvas(canvas);
    else draw(canvas, samples, state);
  };
}

function picture(of: (state: State) => Samples | null | undefined): Paint {
  return onChange(of, (canvas, samples, state) => drawSample(canvas, samples, 0, shapeOf(state)));
}

function signed(of: (state: State) => Samples | null | undefined, range: number): Paint {
  return onChange(of, (canvas, values, state) => drawSigned(canvas, values, 0, shapeOf(state), range));
}

const errors = new WeakMap<Answer, Samples>();

function errorOf(answer: Answer): Samples {
  const known = errors.get(answer);
  if (known !== undefined) return known;
  const error = answer.predX0.map((x, i) => x - answer.x0[i]!);
  errors.set(answer, error);
  return error;
}

export const paintX0 = picture((state) => selectForwardSamples(state)?.x0);
export const paintXt = picture((state) => selectNoised(state)?.xt);
export const paintPredX0 = picture((state) => selectAnswer(state)?.predX0);
export const paintEps = signed((state) => selectForwardSamples(state)?.eps, NOISE_RANGE);
export const paintPredEps = signed((state) => selectAnswer(state)?.eps, NOISE_RANGE);
export const paintError = signed((state) => {
  const answer = selectAnswer(state);
  return answer === null ? null : errorOf(answer);
}, ERROR_RANGE);

export const paintXtOf: Readonly<Record<ScheduleName, Paint>> = {
  linear: picture((state) => selectForwardSamples(state)?.linear.xt),
  cosine: picture((state) => selectForwardSamples(state)?.cosine.xt),
};

export const paintPredX0Of: Readonly<Record<ScheduleName, Paint>> = {
  linear: picture((state) => noiseOf(state).answers.linear?.predX0),
  cosine: picture((state) => noiseOf(state).answers.cosine?.predX0),
};
