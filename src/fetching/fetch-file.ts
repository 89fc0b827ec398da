// A file of this origin, whole: streamed, so that the bytes counted are bytes that came, and given up when none comes
// for a while. GET only: some hosts refuse HEAD.

import { stalled, troubleOf } from '../terms/causes';
import { brokenOff, hostError, unreachable } from '../terms/more-causes';
import { NudgeError } from '../terms/errors';
import { afterAwake } from '../timing/awake';
import { realClock, type Clock } from '../timing/clock';
import { STALLED_MS } from './stalled';

export interface Fetching {
  /** What it is called in sentences. */
  readonly name: string;
  /** `reload` leaves out every cache on the way, and puts what comes in its place. */
  readonly cache?: RequestCache;
  /** Called with the number of bytes of each part that comes; what it throws ends the fetching. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly clock?: Clock;
}

/**
 * @returns null when there is no such file, which a host may also say with a page of HTML; with `force-cache` also
 *   where the answer was an error
 * @throws NudgeError `network`
 */
export async function fetchFile(
  url: string,
  { name, cache = 'default', onBytes, clock = realClock }: Fetching,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const watch = new Watch(clock);
  try {
    const response = await watch.each(fetch(url, { cache, signal: watch.signal }));
    if (!isFile(response)) {
      await response.body?.cancel();
      const old = cache === 'force-cache'; // a cache may hold what a host said long ago
      if (response.ok || response.status === 404 || response.status === 410 || old) return null;
      throw troubleOf(hostError, name, String(response.status));
    }
    return await bodyOf(response, watch, onBytes);
  } catch (error) {
    if (error instanceof NudgeError) throw error;
    if (watch.hasStalled) throw troubleOf(stalled, name);
    throw troubleOf(watch.begun ? brokenOff : unreachable, name);
  } finally {
    watch.end();
  }
}

const isFile = (response: Response): boolean =>
  response.ok && !(response.headers.get('Content-Type')?.startsWith('text/html') ?? false);

async function bodyOf(
  response: Response,
  watch: Watch,
  onBytes: Fetching['onBytes'],
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const part = reader && (await watch.each(reader.read()));
      if (part?.value === undefined) break;
      parts.push(part.value);
      onBytes?.(part.value.length);
    }
  } finally {
    void reader?.cancel().catch(() => {});
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Gives up what it waits for when nothing comes. */
class Watch {
  readonly #aborter = new AbortController();
  #callOff = (): void => {};
  hasStalled = false;
  /** Whether anything has come. */
  begun = false;

  constructor(private readonly clock: Clock) {}

  get signal(): AbortSignal {
    return this.#aborter.signal;
  }

  async each<T>(coming: Promise<T>): Promise<T> {
    this.#callOff();
    const late = new Promise<never>((_, reject) => {
      this.#callOff = afterAwake(this.clock, STALLED_MS, () => {
        this.hasStalled = true;
        reject(new Error('stalled'));
        this.#aborter.abort();
      });
    });
    const came = await Promise.race([coming, late]);
    this.begun = true;
    return came;
  }

  end(): void {
    this.#callOff();
  }
}
