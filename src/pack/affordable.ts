// Before any weight is read: whether a U-Net fits into memory, and where its pictures are large, how long a step of it will
// take here, which is asked about.

import type { UNetConfig } from '../nn/unet-config';
import { costOf } from '../nn/unet-cost';
import { HISTORY_BUDGET, MEMORY_BUDGET } from '../terms/budget';
import { NudgeError } from '../terms/errors';
import type { LoadAnswers } from '../terms/load-question';
import { megabytes } from './limits';
import type { measuredSeconds } from './step-time';

/** Pixels along a side beyond which steps are timed. */
const LARGE = 64;
const FLOAT32 = 4;

/**
 * @param weightBytes of all files of weights, which are kept for when the GPU is lost
 * @param begun the backend, for steps to be timed on
 * @throws NudgeError `pack-unsupported` beyond the budget; `asks` where steps are slow and the person has not agreed yet
 */
export async function expectAffordable(
  config: UNetConfig,
  weightBytes: number,
  { slow }: LoadAnswers,
  measure: typeof measuredSeconds | null = null,
  begun = Promise.resolve(),
): Promise<void> {
  const cost = costOf(config);
  const [height, width] = config.sampleSize;
  const running = FLOAT32 * (cost.parameters + cost.held);
  const bytes = weightBytes + running + HISTORY_BUDGET;
  if (bytes > MEMORY_BUDGET) {
    throw new NudgeError(
      'pack-unsupported',
      `The model needs about ${megabytes(bytes)} of memory: ${megabytes(weightBytes)} of files, ${megabytes(FLOAT32 * cost.parameters)} of weights as float32, ${megabytes(FLOAT32 * cost.held)} of maps for one sample of ${height} × ${width}, and ${megabytes(HISTORY_BUDGET)} of history. Nudge takes at most ${megabytes(MEMORY_BUDGET)}.`,
      'A model of fewer channels or smaller samples opens.',
    );
  }
  if (Math.max(height, width) <= LARGE || slow === true) return;
  await begun;
  const seconds = await (measure ?? (await import('./step-time')).measuredSeconds)(cost);
  throw new NudgeError(
    'asks',
    `Samples of ${height} × ${width}: a step of one sample takes about ${duration(seconds)} on this device, by a probe that was timed just now, and 50 steps ${duration(50 * seconds)}.`,
    'Each further lane takes the same time again.',
    { kind: 'slow' },
  );
}

/** "0.4 s", "12 s", "3 min", "2 h" */
export function duration(seconds: number): string {
  if (seconds < 0.1) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 100) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
