// The threads of tfjs' WASM. Emscripten waits for all of them without a limit, and a browser may never start one.

import * as tf from '@tensorflow/tfjs-core';

/**
 * Makes WASM with threads the current backend. Those that have begun are ended when the others do not come.
 *
 * @param inTime rejects where the answer is not waited for any more
 * @returns whether it is; else tfjs can be asked for WASM again
 */
export async function startThreads(
  inTime: (started: Promise<boolean>) => Promise<boolean>,
): Promise<boolean> {
  const usual = globalThis.Worker as typeof Worker | undefined; // Node has none
  const begun: Worker[] = [];
  if (usual !== undefined) {
    globalThis.Worker = class extends usual {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        begun.push(this);
      }
    };
  }
  try {
    if (await inTime(tf.setBackend('wasm'))) return true;
  } catch {
    // as one that tfjs gave up
  } finally {
    if (usual !== undefined) globalThis.Worker = usual;
  }
  for (const thread of begun) thread.terminate();
  return false;
}
