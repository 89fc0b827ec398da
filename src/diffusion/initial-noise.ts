// Where a chain begins.

import type { Lane } from '../terms/lane';
import type { Samples } from '../terms/sample';
import type { SchedulerConfig } from '../terms/scheduler';
import { normalBatch } from './noise/gaussian';

/** x_T ~ N(0, I) of each lane's seed, [B, ...] flat. @param size numbers in one sample */
export function initialNoise(
  config: Pick<SchedulerConfig, 'trainTimesteps'>,
  lanes: readonly Lane[],
  size: number,
): Samples {
  const seeds = lanes.map((lane) => lane.seed);
  return normalBatch(seeds, size, 'initial', config.trainTimesteps);
}
