// What stands at the end of the algorithm's lines: of the step that is shown, and before the first one of the settings alone.

import { rms } from '../../diffusion/magnitudes';
import { lengthAt } from '../../diffusion/rules/update';
import { numbersOf } from '../../history/step-numbers';
import type { Settings } from '../../history/settings';
import { ruleOf } from '../../history/way';
import { formatSmall } from '../../plots/format';
import { scaleAt } from '../../terms/lane';
import type { PackInfo } from '../../terms/pack-info';
import type { Step } from '../../terms/step';

export interface AlgorithmValues {
  readonly isUpdates: boolean;
  readonly sign: boolean;
  readonly clamp: boolean;
  readonly seed: number;
  readonly t: string;
  readonly range: string;
  /** RMS of x̂_0, and of what clamping moves it by. */
  readonly predicted: string;
  readonly clamped: string;
  readonly sigma: string;
  /** K, or that this step takes none. */
  readonly updates: string;
  readonly gradient: string;
  /** s·ℓ of an update and the nudge of all; under Algorithm 1 the nudge. */
  readonly move: string;
}

interface Shown {
  readonly step: Step | null;
  readonly lane: number;
  readonly pack: PackInfo | null;
  readonly settings: Settings;
  readonly timesteps: readonly number[];
}

const NOTHING = { predicted: '', clamped: '', sigma: '', updates: '', gradient: '', move: '' } as const;

export function valuesOf({ step, lane, pack, settings, timesteps }: Shown): AlgorithmValues {
  const asked = pack === null ? null : ruleOf(settings, pack);
  const rule = step?.rule ?? asked?.rule ?? null;
  const [first, second] = timesteps;
  const frame = {
    isUpdates: rule?.kind !== 'mean-shift',
    sign: rule?.kind === 'updates' ? rule.sign : true,
    clamp: (step ?? asked)?.clamp !== false,
    seed: step?.lanes[lane]?.seed ?? settings.seed,
    t: step === null ? '–' : String(step.transition.t),
    range: first === undefined || second === undefined ? '' : `${first}, ${second} … ${timesteps.at(-1)}`,
  };
  const own = step?.lanes[lane];
  if (step === null || own === undefined || rule === null) return { ...frame, ...NOTHING };
  const size = step.xt.length / step.lanes.length;
  const [from, to] = [lane * size, (lane + 1) * size];
  const { sigma, lanes } = numbersOf(step);
  const numbers = lanes[lane];
  const moved = step.predX0.slice(from, to).map((value, i) => value - step.modelOutput[from + i]!);
  const scale = scaleAt(own, step.transition.t);
  const nudge = `nudge ${formatSmall(numbers?.nudgeRms ?? 0)}`;
  const asks = rule.kind === 'mean-shift' || step.updates.length > 0;
  const share = step.transition.prevT / (pack?.scheduler.trainTimesteps ?? 1);
  return {
    ...frame,
    predicted: `rms ${formatSmall(rms(step.modelOutput, from, to))}`,
    clamped: `moved by ${formatSmall(rms(moved))}`,
    sigma: sigma === 0 ? 'adds no noise' : `σ = ${formatSmall(sigma)}`,
    updates: rule.kind !== 'updates' ? '' : asks ? `K = ${step.updates.length}` : 'none in the last steps',
    gradient: asks ? `rms g ${formatSmall(numbers?.gradientRms ?? 0)}` : '–',
    move:
      rule.kind === 'updates' && asks
        ? `s·ℓ = ${formatSmall(scale * lengthAt(rule, share))}, ${nudge}`
        : asks
          ? nudge
          : '–',
  };
}
