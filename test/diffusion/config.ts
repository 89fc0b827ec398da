import type { SchedulerConfig } from '../../src/terms/scheduler';

/** diffusers' defaults, with the packs' spacing. */
export const linearConfig: SchedulerConfig = {
  trainTimesteps: 1000,
  betaSchedule: 'linear',
  betaStart: 1e-4,
  betaEnd: 0.02,
  trainedBetas: null,
  varianceType: 'fixed_small',
  clipRange: 1,
  predictionType: 'epsilon',
  timestepSpacing: 'trailing',
  stepsOffset: 0,
  setAlphaToOne: true,
};
