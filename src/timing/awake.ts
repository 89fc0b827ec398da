// Time limits that do not count sleep: after a laptop was closed or a tab was frozen every timer is due at once, though
// what is waited for has had no time to come.

import type { Clock } from './clock';

/** A timer that comes late counts for no more than it was set for. */
const PARTS = 5;

/** Calls back after so long awake. @returns the way to call it off */
export function afterAwake(clock: Clock, milliseconds: number, call: () => void): () => void {
  let callOff = (): void => {};
  const wait = (parts: number): void => {
    callOff = clock.after(milliseconds / PARTS, () => (parts > 1 ? wait(parts - 1) : call()));
  };
  wait(PARTS);
  return () => callOff();
}
