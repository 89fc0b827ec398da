// The page's half of an export: starts the worker, hands it frames when it asks, and ends it.

import { NudgeError } from '../terms/errors';
import type { Frame } from './frame';
import type { FromExporter, Job, ToExporter } from './messages';

interface Watching {
  /** @param done frames that are in the file, of `job.frames` */
  readonly onProgress: (done: number) => void;
  /** Cancels: the promise rejects with the signal's reason. */
  readonly signal: AbortSignal;
}

/**
 * Makes the file. `frameAt` is asked for one frame at a time and must be quick: it runs on the page's thread.
 *
 * @throws NudgeError what the worker says; the signal's reason when cancelled
 */
export function makeFile(
  job: Job,
  frameAt: (index: number) => Frame,
  { onProgress, signal }: Watching,
): Promise<Blob> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./export-worker.ts', import.meta.url), {
    type: 'module',
    name: 'nudge-export',
  });
  const send = (message: ToExporter): void => worker.postMessage(message);
  return new Promise<Blob>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.addEventListener('error', ({ message }) =>
      reject(new NudgeError('worker-died', `The file could not be made (${message}).`, 'Try again.')),
    );
    worker.addEventListener('message', ({ data }: MessageEvent<FromExporter>) => {
      switch (data.type) {
        case 'need':
          onProgress(data.index);
          try {
            send({ type: 'frame', frame: frameAt(data.index) });
          } catch (error) {
            reject(error);
          }
          return;
        case 'done':
          resolve(data.blob);
          return;
        case 'failed':
          reject(new NudgeError(data.error.code, data.error.message, data.error.hint));
          return;
        default:
          data satisfies never;
      }
    });
    send({ type: 'begin', job });
  }).finally(() => worker.terminate());
}
