// Coded errors for people, and `invariant` for bugs. A sentence says what was expected and what came; a hint
// says what to do.

import type { LoadQuestion } from './load-question';
import { plainText } from './plain-text';

/** Letters of the longest sentence: sentences quote names from files, which may be of any length. */
const LONGEST = 800;

/** The catalogue: each code is a kind of trouble that is told to a person in its own way. */
export type ErrorCode =
  | 'bad-request' // the page asked for something impossible
  | 'backend-failed' // no backend could be started
  | 'device-lost' // the GPU went away and could not be had again
  | 'gpu-validation' // the GPU refused a command: a bug
  | 'gradient-mismatch' // the classifier's gradient fails its finite-difference check on this device
  | 'network' // a file could not be fetched
  | 'not-kept' // nothing can be kept on this device
  | 'not-a-number' // the networks produced NaN or infinity
  | 'pack-corrupt' // a file of the pack is broken
  | 'pack-mismatch' // files of the pack contradict each other
  | 'pack-missing' // a file that the pack needs is not there
  | 'other-samples' // a pack of other samples than its view shows
  | 'pack-unsupported' // an option we do not implement
  | 'asks' // a pack that is opened once something is chosen
  | 'browser' // something that this browser lacks
  | 'host' // the copy of Nudge at this address is not whole, or not what it was
  | 'part-missing' // a part of the page that is loaded on demand did not come
  | 'worker-died'
  | 'worker-refused' // the worker was not allowed to start
  | 'internal'; // a bug of ours

/** Trouble that is told to a person. A bug is none: see `invariant`. */
export class NudgeError extends Error {
  override readonly name = 'NudgeError';

  /**
   * @param code from the catalogue
   * @param message one sentence for people: what was expected, what came
   * @param hint what to do about it, a sentence; may be empty
   * @param question what the person is asked; of `asks` alone
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint = '',
    readonly question?: LoadQuestion,
  ) {
    super(plainText(message, LONGEST));
  }
}

/** The plain form in which an error travels. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly question?: LoadQuestion;
}

/** The plain form of anything that was thrown; what is no NudgeError is `internal`. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof NudgeError) {
    const { code, message, hint, question } = error;
    return { code, message, hint, ...(question && { question }) };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message, hint: 'This is a bug in Nudge; reloading the page may help.' };
}

/** Throws when a thing that cannot happen has happened. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new NudgeError('internal', message, 'This is a bug in Nudge.');
}
