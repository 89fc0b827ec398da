// Which of the T training timesteps a chain of n steps visits: diffusers' three `timestep_spacing`s.

import { NudgeError } from '../terms/errors';
import type { SchedulerConfig } from '../terms/scheduler';

/** Rounds halves to the even neighbour, as numpy.round does. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * The timesteps of a chain of `steps` steps, descending; `trailing` with T = 1000 and 100 gives
 * 999, 989, ..., 9.
 *
 * @throws NudgeError `bad-request` unless 1 ≤ steps ≤ T, or when `steps_offset` leads beyond T - 1
 */
export function respace(
  config: Pick<SchedulerConfig, 'trainTimesteps' | 'timestepSpacing' | 'stepsOffset'>,
  steps: number,
): number[] {
  const T = config.trainTimesteps;
  if (!Number.isInteger(steps) || steps < 1 || steps > T) {
    throw new NudgeError('bad-request', `steps: expected a whole number from 1 to ${T}, got ${steps}.`);
  }
  const timesteps = ascending(config, steps).toReversed();
  const first = timesteps[0] ?? 0;
  if (first >= T) {
    throw new NudgeError(
      'bad-request',
      `steps: with steps_offset ${config.stepsOffset} a chain of ${steps} steps begins at t = ${first}, beyond ${T - 1}.`,
      'Choose fewer steps.',
    );
  }
  return timesteps;
}

function ascending(config: Parameters<typeof respace>[0], n: number): number[] {
  const T = config.trainTimesteps;
  switch (config.timestepSpacing) {
    case 'leading':
      return Array.from({ length: n }, (_, i) => i * Math.floor(T / n) + config.stepsOffset);
    case 'trailing':
      return Array.from({ length: n }, (_, i) => roundHalfEven(T - (n - 1 - i) * (T / n)) - 1);
    case 'linspace':
      // diffusers' linspace starts at 0, so a single step stays at t = 0
      return Array.from({ length: n }, (_, i) => roundHalfEven(n > 1 ? (i * (T - 1)) / (n - 1) : 0));
  }
}
