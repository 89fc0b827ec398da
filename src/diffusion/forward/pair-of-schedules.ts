// The two schedules that are put side by side: Ho et al.'s straight line of β, and Nichol & Dhariwal's cosine. The
// pack's own is one of them where it can be.

import type { SchedulerConfig } from '../../terms/scheduler';
import { createSchedule, type Schedule } from '../schedule';

/** The two that Noise shows beside one another. */
export const scheduleNames = ['linear', 'cosine'] as const;
/** One of these two. What a pack was trained on may be neither: `ownName`. */
export type ScheduleName = (typeof scheduleNames)[number];

export interface PairOfSchedules {
  /** What the pack's networks were trained on. */
  readonly own: Schedule;
  readonly linear: Schedule;
  readonly cosine: Schedule;
}

/** As Ho et al. 2020, §4. */
const LINEAR = { betaStart: 1e-4, betaEnd: 0.02 } as const;

const known = new WeakMap<SchedulerConfig, PairOfSchedules>();

/** Worked out once for each config. The very same object stands twice where the pack's own is one of the two. */
export function pairOfSchedules(config: SchedulerConfig): PairOfSchedules {
  const before = known.get(config);
  if (before !== undefined) return before;
  const own = createSchedule(config);
  const is = ownName(config);
  const pair: PairOfSchedules = {
    own,
    linear:
      is === 'linear'
        ? own
        : createSchedule({ ...config, ...LINEAR, betaSchedule: 'linear', trainedBetas: null }),
    cosine:
      is === 'cosine'
        ? own
        : createSchedule({ ...config, betaSchedule: 'squaredcos_cap_v2', trainedBetas: null }),
  };
  known.set(config, pair);
  return pair;
}

/** Which of the two the pack's own schedule is; null for a third. */
export function ownName({ trainedBetas, betaSchedule }: SchedulerConfig): ScheduleName | null {
  if (trainedBetas !== null) return null;
  if (betaSchedule === 'linear') return 'linear';
  return betaSchedule === 'squaredcos_cap_v2' ? 'cosine' : null;
}
