// An answer that is waited for so long and no longer: of a GPU, of threads, of a browser's storage.

import { afterAwake } from './awake';
import type { Clock } from './clock';

/** @param onSilence says why it is given up @throws what `onSilence` gives, when no answer has come after so long awake */
export function inTime<T>(
  answer: Promise<T>,
  milliseconds: number,
  clock: Clock,
  onSilence: () => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = afterAwake(clock, milliseconds, () => reject(onSilence()));
    void answer.then(resolve, reject).finally(callOff);
  });
}
