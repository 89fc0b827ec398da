// A worker that does not start: who keeps it from starting, and what is said while its script does not come.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Client } from '../../src/client/client';
import { whyNoWorker } from '../../src/client/why-no-worker';
import { STALLED_MS } from '../../src/fetching/stalled';
import { troubleOf, type Cause } from '../../src/terms/causes';
import { hostError, missing, sandbox, workerForbidden, wrongType } from '../../src/terms/more-causes';
import type { ErrorReport } from '../../src/terms/errors';
import { HandClock } from '../fetching/hand-clock';
import { moodyHost, type Answer, type MoodyHost } from '../fetching/moody-host';
import { Loopback } from '../worker/loopback';

const WORKER = 'The script';

let host: MoodyHost;

beforeEach(async () => {
  host = await moodyHost();
});

afterEach(() => host.close());

describe('why it did not start', () => {
  const ofType =
    (type: string, status = 200): Answer =>
    (response) =>
      response.writeHead(status, { 'Content-Type': type }).end('text');

  test.each<[Cause, Answer | null, string]>([
    [missing, null, ''],
    [missing, ofType('text/html'), ''],
    [wrongType, ofType('text/plain'), 'text/plain'],
    [hostError, ofType('text/plain', 503), '503'],
    [workerForbidden, ofType('text/javascript; charset=utf-8'), ''],
  ])('says whom it is about (%#)', async (cause, answer, got) => {
    if (answer !== null) host.files.set('worker.js', answer);
    const why = await whyNoWorker(`${host.url}worker.js`, WORKER, '');
    expect(why.message).toBe(troubleOf(cause, WORKER, got).message);
  });

  test('nothing answers', async () => {
    expect((await whyNoWorker('http://127.0.0.1:1/worker.js', WORKER, '')).code).toBe('network');
  });

  test('a sandbox', async () => {
    expect((await whyNoWorker(host.url, WORKER, 'denied', 'null')).message).toBe(troubleOf(sandbox).message);
  });

  test('a script that came and broke', async () => {
    host.files.set('worker.js', ofType('text/javascript'));
    const why = await whyNoWorker(`${host.url}worker.js`, WORKER, 'SyntaxError');
    expect(why.message).toContain('has stopped (SyntaxError)');
  });
});

const events = (said: (ErrorReport | null)[]) => ({
  onStep: () => {},
  onDone: () => {},
  onBackend: () => {},
  onError: () => {},
  onStalled: (error: ErrorReport | null) => said.push(error),
});

/** Does not hear what it is sent until it is let. */
class Late extends Loopback {
  #held: (() => void)[] = [];
  #come = false;

  override postMessage(message: Parameters<Loopback['postMessage']>[0]): void {
    if (this.#come) super.postMessage(message);
    else this.#held.push(() => super.postMessage(message));
  }

  come(): void {
    this.#come = true;
    for (const post of this.#held) post();
  }
}

describe('a script that does not come', () => {
  test('is said after 15 s, and taken back when it comes after all', async () => {
    const clock = new HandClock();
    const said: (ErrorReport | null)[] = [];
    const worker = new Late();
    const client = new Client(events(said), () => worker, clock);
    const loading = client.load({ kind: 'url', id: 'p', url: 'p/' }, 'auto', () => {});
    clock.move(STALLED_MS - 1);
    expect(said).toEqual([]);
    clock.move(1);
    expect(said).toMatchObject([{ code: 'network', message: expect.stringContaining('for 15 s') }]);
    worker.come();
    await loading;
    expect(said.at(-1)).toBeNull();
    expect(clock.waiting).toBe(0);
  });

  test('asked again, another worker is started', async () => {
    const clock = new HandClock();
    const workers: Late[] = [];
    const spawn = () => {
      const worker = new Late();
      workers.push(worker);
      return worker;
    };
    const client = new Client(events([]), spawn, clock);
    const first = client.load({ kind: 'url', id: 'p', url: 'p/' }, 'auto', () => {});
    clock.move(STALLED_MS);
    const second = client.load({ kind: 'url', id: 'p', url: 'p/' }, 'auto', () => {});
    expect(await first).toBeNull();
    await vi.waitFor(() => expect(workers).toHaveLength(2));
    workers[1]!.come();
    expect(await second).not.toBeNull();
  });
});

/** Is never allowed to start. */
class Refused extends Loopback {
  override postMessage(): void {}
}

describe('a worker that is started before there is anything to ask', () => {
  const started = () => {
    const workers: Loopback[] = [];
    const died: ErrorReport[] = [];
    const spawn = () => {
      const worker = workers.length === 0 ? new Refused() : new Loopback();
      workers.push(worker);
      return worker;
    };
    const clock = new HandClock();
    const said: (ErrorReport | null)[] = [];
    const heard = { ...events(said), onError: (error: ErrorReport) => died.push(error) };
    return { client: new Client(heard, spawn, clock).begin(), workers, died, said, clock };
  };

  test('is the one that is asked', async () => {
    const workers: Loopback[] = [];
    const spawn = () => {
      workers.push(new Loopback());
      return workers.at(-1)!;
    };
    const client = new Client(events([]), spawn, new HandClock()).begin();
    expect(workers).toHaveLength(1);
    expect(await client.load({ kind: 'url', id: 'p', url: 'p/' }, 'auto', () => {})).not.toBeNull();
    expect(workers).toHaveLength(1);
  });

  test('dies without a word, and another one is asked', async () => {
    const { client, workers, died } = started();
    workers[0]!.onerror?.({ message: '' } as ErrorEvent);
    await vi.waitFor(() => expect(workers[0]!.terminated).toBe(true));
    expect(died).toEqual([]);
    expect(await client.load({ kind: 'url', id: 'p', url: 'p/' }, 'auto', () => {})).not.toBeNull();
    expect(workers).toHaveLength(2);
  });

  test('that does not come is not waited for', async () => {
    const { client, workers, said, clock } = started();
    clock.move(STALLED_MS);
    expect(said).toEqual([]);
    expect(await client.load({ kind: 'url', id: 'p', url: 'p/' }, 'auto', () => {})).not.toBeNull();
    expect(workers[0]!.terminated).toBe(true);
    expect(said).toEqual([]);
  });
});
