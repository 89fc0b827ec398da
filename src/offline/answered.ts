// Requests to the browser's storage, given up after a while: a storage whose disk has failed may never answer.

import { NudgeError } from '../terms/errors';
import { realClock } from '../timing/clock';
import { inTime } from '../timing/in-time';

export const SILENT_STORAGE_MS = 10_000;
/** The slowest that a disk is given. */
const BYTES_PER_MS = 1000;

/** @param bytes that are written meanwhile @throws NudgeError `not-kept` */
export function answered<T>(answer: Promise<T>, bytes = 0): Promise<T> {
  return inTime(
    answer,
    SILENT_STORAGE_MS + bytes / BYTES_PER_MS,
    realClock,
    () => new NudgeError('not-kept', 'the storage of this browser does not answer'),
  );
}

/** For a `catch`: what stands for a refusal. @throws NudgeError where there was no answer, which is none */
export const unlessSilent =
  <T>(refused: T) =>
  (error: unknown): T => {
    if (error instanceof NudgeError) throw error;
    return refused;
  };
