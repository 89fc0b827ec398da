// A run that a person has saved: its address is what is opened, and what its world reads beside it. Nothing else of it is
// trusted.

import { NudgeError } from '../terms/errors';
import { RUN_FORMAT } from '../terms/run-file';

/** Bytes of the largest file that is read. */
const LARGEST = 256 * 1024 * 1024;

export interface SavedRun {
  readonly address: string;
  /** All that the file holds. */
  readonly file: Readonly<Record<string, unknown>>;
}

/** @throws NudgeError `bad-request` for anything that is no saved run, in one sentence */
export async function savedRun(file: Blob): Promise<SavedRun> {
  if (file.size > LARGEST) {
    throw new NudgeError(
      'bad-request',
      `The file is larger than any saved run (${Math.round(file.size / 1e6)} MB).`,
      'Save one from the Save menu.',
    );
  }
  const hint = 'A run is saved by Save, “Data (JSON)”, or by Share.';
  let found: unknown;
  try {
    found = JSON.parse(await file.text());
  } catch {
    throw new NudgeError('bad-request', 'The file is not JSON, so it is no saved run.', hint);
  }
  const version = isObject(found) ? found['version'] : null;
  if (!isObject(found) || found['format'] !== RUN_FORMAT || typeof version !== 'number' || version < 1) {
    throw new NudgeError('bad-request', 'The file is JSON, but no saved run.', hint);
  }
  if (version !== 1) {
    throw new NudgeError(
      'bad-request',
      `The run was saved by a newer Nudge (format ${version}; this one reads 1).`,
      'Reload the page to get the newest.',
    );
  }
  const { address } = found;
  if (typeof address !== 'string') {
    throw new NudgeError(
      'bad-request',
      'The file holds a run of the command line, which the page cannot show.',
      hint,
    );
  }
  return { address, file: found };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
