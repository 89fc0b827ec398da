// What can be wrong with what the page is made of and with where it runs: what was found out, whom it is about, what
// to do. Everything that fetches, starts a backend or a worker asks here for its sentence; the tests
// bring each about. What can wait until the page stands is in more-causes.ts.

import { NudgeError, type ErrorCode } from './errors';

/** Whom a cause is about: the one who can do something. */
export type Who = 'connection' | 'host' | 'frame' | 'browser' | 'nobody';

export interface Cause {
  readonly code: ErrorCode;
  readonly who: Who;
  /** A sentence of what was found out. @param what the file, or the part @param got what came in its place */
  readonly found: (what: string, got: string) => string;
  readonly hint: string;
}

/** Of everything that a connection may do. */
export const again = 'Check the connection and try again; when the network is back, that happens by itself.';

/** A file, or the worker’s script, of which nothing has come for `STALLED_MS`. */
export const stalled: Cause = {
  code: 'network',
  who: 'connection',
  found: (what) => `${what}: nothing has come for 15 s.`,
  hint: again,
};

/**
 * A worker that had begun and is gone, as where a browser takes its memory. `got` is what the browser says
 * of it.
 */
export const workerStopped: Cause = {
  code: 'worker-died',
  who: 'nobody',
  found: (_, got) => `The worker that computes has stopped${got === '' ? '' : ` (${got})`}.`,
  hint: 'Press Try again to start it once more.',
};

/** A part of the page that is loaded on demand, and is not where this build expects it. */
export const partMissing: Cause = {
  code: 'part-missing',
  who: 'host',
  found: (what) => `${what} did not come: the network is away, or a newer Nudge is there.`,
  hint: 'Reload when the network is there: the screen is restored.',
};

/** @param what the file or part that it is about @param got what came instead, where that is known */
export function troubleOf({ code, found, hint }: Cause, what = '', got = ''): NudgeError {
  return new NudgeError(code, found(what, got), hint);
}
