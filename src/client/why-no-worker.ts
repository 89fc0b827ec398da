// Why a worker whose script never spoke did not start: an error event says nothing of it, so its script is asked for.

import { STALLED_MS } from '../fetching/stalled';
import { troubleOf, workerStopped } from '../terms/causes';
import { hostError, missing, sandbox, unreachable, workerForbidden, wrongType } from '../terms/more-causes';
import type { NudgeError } from '../terms/errors';

/** @param what its script is called @param message what the worker's error event said @param origin of the page */
export async function whyNoWorker(
  url: string,
  what: string,
  message: string,
  origin = globalThis.origin,
): Promise<NudgeError> {
  if (origin === 'null') return troubleOf(sandbox);
  const response = await fetch(url, { signal: AbortSignal.timeout(STALLED_MS) }).catch(() => null);
  if (response === null) return troubleOf(unreachable, what);
  const type = (response.headers.get('Content-Type') ?? 'no type').split(';')[0] ?? '';
  void response.body?.cancel();
  if (response.status === 404 || response.status === 410 || (response.ok && type === 'text/html')) {
    return troubleOf(missing, what);
  }
  if (!response.ok) return troubleOf(hostError, what, String(response.status));
  if (!/(java|ecma)script/.test(type)) return troubleOf(wrongType, what, type);
  return message === '' ? troubleOf(workerForbidden) : troubleOf(workerStopped, '', message);
}
