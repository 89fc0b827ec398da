// The numbers of the step that is shown, as an algorithm's lines say them: sizes of pictures, or where a pixel is
// looked at, its values.

import { rms } from '../../../diffusion/magnitudes';
import { formatSmall } from '../../../plots/format';
import { numbersOf } from '../../../history/step-numbers';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { scaleAt } from '../../../terms/lane';
import { sampleSize, type SampleShape } from '../../../terms/sample';
import { guidanceOf, type Step } from '../../../terms/step';
import { selectLarge, selectSettings, selectShape, selectStep, selectTimesteps } from '../../run/selectors';
import { predictionsOf } from '../../../diffusion/predictions-of';
import { guidedEps } from '../../../diffusion/guided-eps';
import { useLooking, type Pixel } from '../looking';

/** What stands at the end of the lines. */
export interface AlgorithmValues {
  readonly seed: number;
  readonly t: string;
  /** The listed timesteps: "999, 989 … 9". */
  readonly range: string;
  readonly mean: string;
  readonly predX0: string;
  readonly xPrev: string;
  readonly gradient: string;
  readonly nudge: string;
  readonly guidedEps: string;
  readonly guidedPredX0: string;
  readonly ddimNudge: string;
  /** Of classifier-free guidance: p_c - p_u, s with w, and p. */
  readonly apart: string;
  readonly scales: string;
  readonly combined: string;
}

export function rangeText(timesteps: readonly number[]): string {
  const [first, second] = timesteps;
  if (first === undefined) return '';
  return second === undefined ? `${first}` : `${first}, ${second} … ${timesteps.at(-1)}`;
}

/** RMS per pixel of the lane's parts; μ's line has σ, which is a size already. */
function sizesOf(step: Step, lane: number, channels: number): Omit<AlgorithmValues, 'seed' | 't' | 'range'> {
  const { sigma, lanes } = numbersOf(step);
  const size = step.xt.length / Math.max(1, step.lanes.length);
  const nudge = formatSmall(lanes[lane]?.nudgeRms ?? 0);
  return {
    mean: sigma === 0 ? 'adds no noise' : `σ = ${formatSmall(sigma)}`,
    predX0: `rms ${formatSmall(rms(step.predX0, lane * size, (lane + 1) * size))}`,
    xPrev: `rms ${formatSmall(rms(step.xPrev, lane * size, (lane + 1) * size))}`,
    gradient: `rms g ${formatSmall(lanes[lane]?.gradientRms ?? 0)}`,
    nudge: `rms sΣg ${nudge}`,
    guidedEps: `rms ${formatSmall(rms(guidedEps(step, lane)))}`,
    guidedPredX0: `rms ${formatSmall(rms(step.guidedPredX0, lane * size, (lane + 1) * size))}`,
    ddimNudge: `nudge ${nudge}`,
    ...freeSizes(step, lane, channels),
  };
}

/** Values of one pixel of the lane's parts. */
export function valuesAt(
  step: Step,
  lane: number,
  shape: SampleShape,
  { row, column, channel = 0 }: Pixel,
): Omit<AlgorithmValues, 'seed' | 't' | 'range'> {
  const [, width, channels] = shape;
  const inLane = (row * width + column) * channels + channel;
  const at = lane * sampleSize(shape) + inLane;
  const nudge = signed(step.meanShift[at] ?? 0);
  const predicted = predictionsOf(step, channels);
  return {
    mean: `μ = ${signed(step.mean[at] ?? 0)}`,
    predX0: `= ${signed(step.predX0[at] ?? 0)}`,
    xPrev: `= ${signed(step.xPrev[at] ?? 0)}`,
    gradient: `g = ${signed(guidanceOf(step)?.gradient[at] ?? 0)}`,
    nudge: `sΣg = ${nudge}`,
    guidedEps: `= ${signed(guidedEps(step, lane)[inLane] ?? 0)}`,
    guidedPredX0: `= ${signed(step.guidedPredX0[at] ?? 0)}`,
    ddimNudge: `nudge ${nudge}`,
    apart: `${signed(predicted.without[at] ?? 0)}, ${signed(predicted.withClass[at] ?? 0)}`,
    scales: scalesText(step, lane),
    combined: `= ${signed(predicted.combined[at] ?? 0)}`,
  };
}

function signed(value: number): string {
  return formatSmall(value).replace('-', '−');
}

/** s as it acts in this step, and Ho & Salimans' w. */
function scalesText({ lanes, transition }: Step, lane: number): string {
  const found = lanes[lane];
  const s = found === undefined ? 0 : scaleAt(found, transition.t);
  return `s = ${s.toFixed(1)}, w = ${(s - 1).toFixed(1).replace('-', '−')}`;
}

function freeSizes(
  step: Step,
  lane: number,
  channels: number,
): Pick<AlgorithmValues, 'apart' | 'scales' | 'combined'> {
  const size = step.xt.length / Math.max(1, step.lanes.length);
  const [from, to] = [lane * size, (lane + 1) * size];
  const { without, withClass, combined } = predictionsOf(step, channels);
  const difference = withClass.subarray(from, to).map((c, i) => c - without[from + i]!);
  return {
    apart: `rms p_c − p_u ${formatSmall(rms(difference, 0, size))}`,
    scales: scalesText(step, lane),
    combined: `rms ${formatSmall(rms(combined, from, to))}`,
  };
}

export function useAlgorithmValues(): AlgorithmValues {
  const settings = useNudge(selectSettings);
  const shape = useNudge(selectShape);
  const step = useNudgeFrame(selectStep);
  const large = useNudgeFrame(selectLarge);
  const range = rangeText(useNudgeFrame(selectTimesteps));
  const { pixel } = useLooking();
  if (step === null) {
    const none = {
      mean: '',
      predX0: '',
      xPrev: '',
      gradient: '',
      nudge: '',
      guidedEps: '',
      guidedPredX0: '',
      ddimNudge: '',
      apart: '',
      scales: '',
      combined: '',
    };
    return { seed: settings.seed, t: '–', range, ...none };
  }
  const numbers = pixel === null ? sizesOf(step, large, shape[2]) : valuesAt(step, large, shape, pixel);
  return { seed: step.lanes[large]?.seed ?? settings.seed, t: String(step.transition.t), range, ...numbers };
}
