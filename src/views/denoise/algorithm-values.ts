// The numbers of the step that is shown, as an algorithm's lines say them.

import { formatSmall } from '../../plots/format';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { selectLarge, selectSettings, selectStep, selectTimesteps } from './frame';
import { numbersOf } from '../../store/step-numbers';

export interface AlgorithmValues {
  readonly seed: number;
  readonly t: string;
  /** The listed timesteps: "999, 989 … 9". */
  readonly range: string;
  readonly sigma: string;
  /** RMS per pixel of g, and of the nudge. */
  readonly gradient: string;
  readonly nudge: string;
}

export function rangeText(timesteps: readonly number[]): string {
  const [first, second] = timesteps;
  if (first === undefined) return '';
  return second === undefined ? `${first}` : `${first}, ${second} … ${timesteps.at(-1)}`;
}

export function useAlgorithmValues(): AlgorithmValues {
  const { seed } = useNudge(selectSettings);
  const step = useNudgeFrame(selectStep);
  const large = useNudgeFrame(selectLarge);
  const range = rangeText(useNudgeFrame(selectTimesteps));
  if (step === null) return { seed, t: '–', range, sigma: '–', gradient: '–', nudge: '–' };
  const { sigma, lanes } = numbersOf(step);
  return {
    seed,
    t: String(step.t),
    range,
    sigma: formatSmall(sigma),
    gradient: formatSmall(lanes[large]?.gradientRms ?? 0),
    nudge: formatSmall(lanes[large]?.nudgeRms ?? 0),
  };
}
