// A GPU that does not answer, and is not reported as lost either: it is given up after a while.

import { NudgeError } from '../terms/errors';
import type { Clock } from '../timing/clock';
import { inTime } from '../timing/in-time';

/** More than any step of a pack that fits into a GPU takes; its driver gives a hung one up after seconds. */
export const SILENT_GPU_MS = 60_000;
/** One that is the processor is slow by nature. */
export const SILENT_SOFTWARE_MS = 600_000;
/** For an adapter, and the first device: a browser may have to start a process for them. */
export const STARTING_MS = 30_000;
/** For the threads of WASM, which take a fraction of a second: without them it starts at once. */
export const THREADS_MS = 10_000;

/** @throws NudgeError `backend-failed` when the answer does not come in time */
export function answerInTime<T>(
  answer: Promise<T>,
  milliseconds: number,
  clock: Clock,
  onSilence: () => void,
): Promise<T> {
  return inTime(answer, milliseconds, clock, () => {
    onSilence();
    return new NudgeError(
      'backend-failed',
      `WebGPU has not answered for ${milliseconds / 1000} s.`,
      'Nudge can compute with WebAssembly instead.',
    );
  });
}
