// Loads, training and deaths: what belongs to the newest load or run is heard, and everything that waits hears an end.

import { describe, expect, it, vi } from 'vitest';
import { Client, type ClientEvents, type TrainingReport } from '../../src/client/client';
import { PendingAnswers } from '../../src/client/pending-answers';
import type { WorkerLike } from '../../src/client/worker-like';
import { NudgeError, type ErrorReport } from '../../src/terms/errors';
import { PROTOCOL_VERSION, type BackendInfo, type FromWorker, type ToWorker } from '../../src/terms/messages';
import type { NetworkOutputs } from '../../src/terms/networks';
import { meanShift } from '../../src/terms/rule';
import { someStep } from '../history/some-steps';
import { source, stubPack } from '../worker/loopback';

const backend: BackendInfo = { name: 'wasm', device: 'SIMD', reason: '' };
const pack = stubPack().info;
const trouble: ErrorReport = { code: 'network', message: 'Not here.', hint: 'Try again.' };
const outputs: NetworkOutputs = { modelOutput: Float32Array.of(1), guidance: null };

interface Spoken extends WorkerLike {
  readonly heard: ToWorker[];
  terminated: boolean;
}

/** Workers that only listen; what they say is said by hand. */
function listening() {
  const workers: Spoken[] = [];
  const said: unknown[] = [];
  const spawn = (): Spoken => {
    const heard: ToWorker[] = [];
    const worker: Spoken = {
      heard,
      terminated: false,
      onmessage: null,
      onerror: null,
      onmessageerror: null,
      postMessage: (message) => void heard.push(message),
      terminate: () => void (worker.terminated = true),
    };
    workers.push(worker);
    return worker;
  };
  const events: ClientEvents = {
    onStep: (_, milliseconds) => said.push(['step', milliseconds]),
    onDone: (verdicts, nats) => said.push(['done', verdicts, nats]),
    onBackend: (now) => said.push(['backend', now]),
    onTraining: ({ progress }: TrainingReport) => said.push(['training', progress]),
    onError: (error) => said.push(['error', error]),
  };
  const client = new Client(events, spawn);
  const say = (message: FromWorker): void =>
    workers.at(-1)!.onmessage?.(new MessageEvent('message', { data: message }));
  const fail = (about: Extract<FromWorker, { type: 'error' }>['about'], error = trouble): void =>
    say({ type: 'error', about, error });
  return { client, workers, said, say, fail, heard: () => workers.at(-1)?.heard ?? [] };
}

const spec = { sampler: { kind: 'ddpm' }, rule: meanShift, steps: 10, lanes: [], from: null } as const;

describe('a load', () => {
  it('asks in this version of the protocol, hears how far it is, and ends with pack and backend', async () => {
    const { client, say, heard } = listening();
    const progress: number[][] = [];
    const loading = client.load(source, 'wasm', (...at) => progress.push(at));
    expect(heard()).toEqual([
      { type: 'load', version: PROTOCOL_VERSION, loadId: 0, source, backend: 'wasm', singleThread: false },
    ]);
    say({ type: 'alive' });
    say({ type: 'progress', loadId: 0, loaded: 2, total: 9 });
    say({ type: 'progress', loadId: 5, loaded: 3, total: 9 }); // of another one
    say({ type: 'ready', loadId: 5, pack, backend });
    say({ type: 'ready', loadId: 0, pack, backend });
    expect(await loading).toEqual({ pack, backend });
    expect(progress).toEqual([[2, 9]]);
    say({ type: 'progress', loadId: 0, loaded: 4, total: 9 }); // it is over
    expect(progress).toHaveLength(1);
  });

  it('gives way to a newer one, whose own answer counts', async () => {
    const { client, say, fail } = listening();
    const first = client.load(source, 'auto', () => {});
    const second = client.load(source, 'auto', () => {});
    expect(await first).toBeNull();
    fail({ loadId: 0 });
    say({ type: 'ready', loadId: 1, pack, backend });
    expect(await second).toEqual({ pack, backend });
  });

  it('that fails says why, with what is asked', async () => {
    const { client, said, fail } = listening();
    const loading = client.load(source, 'auto', () => {});
    const question = { kind: 'slow' } as const;
    fail({ loadId: 0 }, { ...trouble, code: 'asks', question });
    await expect(loading).rejects.toMatchObject({
      code: 'asks',
      message: 'Not here.',
      hint: 'Try again.',
      question,
    });
    expect(said).toEqual([]); // it is the load's own trouble
  });

  it('ends the run that the model before it took', () => {
    const { client, say, said, heard } = listening();
    client.start(spec);
    void client.load(source, 'auto', () => {});
    say({ type: 'ready', loadId: 0, pack, backend });
    say({ type: 'done', runId: 1, verdicts: null });
    client.play();
    client.stop();
    expect(said).toEqual([]);
    expect(heard().map(({ type }) => type)).toEqual(['start', 'load']);
  });
});

describe('what the worker says by itself', () => {
  it('of backend and training is heard, of a run its numbers', () => {
    const { client, say, said, heard } = listening();
    const order = { kind: 'pause' } as unknown as Parameters<Client['train']>[0];
    client.train(order);
    expect(heard()).toEqual([{ type: 'train', order }]);
    say({ type: 'backend', backend });
    const { lanes: _, ...step } = someStep(0);
    client.start(spec);
    say({ type: 'step', runId: 1, steering: 0, step, milliseconds: 7 });
    say({ type: 'done', runId: 1, verdicts: null, natsPerWord: [2] });
    expect(said).toEqual([
      ['backend', backend],
      ['step', 7],
      ['done', null, [2]],
    ]);
  });

  it('of trouble ends the run that it is about, and no other', () => {
    const { client, said, fail } = listening();
    client.start(spec);
    client.start(spec);
    fail({ runId: 1 });
    expect(said).toEqual([]);
    fail({ runId: 2 });
    fail({ runId: 2 });
    expect(said).toEqual([['error', trouble]]);
  });

  it('of trouble with nothing at all is said', () => {
    const { client, said, fail } = listening();
    client.train({} as Parameters<Client['train']>[0]);
    fail(null);
    expect(said).toEqual([['error', trouble]]);
  });
});

describe('steerings', () => {
  it('are numbered one after the other, however many wait, and anew in every run', () => {
    const { client, workers } = listening();
    const numbers = () => [client.steer([]), client.steer([]), client.steer([])];
    client.start(spec);
    expect(numbers()).toEqual([1, 2, 3]);
    client.start(spec);
    expect(numbers()).toEqual([1, 2, 3]);
    const said = workers[0]!.heard.flatMap((each) => (each.type === 'steer' ? [each.steering] : []));
    expect(said).toEqual([1, 2, 3, 1, 2, 3]);
  });
});

describe('a worker that dies', () => {
  it('ends everything that waits, and the next message starts another', async () => {
    const { client, workers, said, say } = listening();
    const asked = client.observe({} as Parameters<Client['observe']>[0]);
    const loading = client.load(source, 'auto', () => {});
    say({ type: 'alive' });
    workers[0]!.onerror?.({ message: 'out of memory' } as ErrorEvent);
    await expect(asked).rejects.toThrow('out of memory');
    await expect(loading).rejects.toThrow('out of memory');
    expect(workers[0]!.terminated).toBe(true);
    expect(said).toMatchObject([['error', { message: expect.stringContaining('out of memory') }]]);
    client.start(spec);
    expect(workers).toHaveLength(2);
    expect(workers[1]!.heard.map(({ type }) => type)).toEqual(['start']);
  });

  it('ends its run: nothing is granted or steered after that', () => {
    const { client, workers, say } = listening();
    client.start(spec);
    say({ type: 'alive' });
    workers[0]!.onmessageerror?.(new MessageEvent('messageerror'));
    client.play();
    client.steer([]);
    client.stop();
    expect(workers).toHaveLength(1);
  });

  it('before it ever spoke is said with its reason, unless another was started since', async () => {
    const { client, workers, said } = listening();
    const refuse = (at: number): void => workers[at]!.onerror?.({ message: '' } as ErrorEvent);
    client.start(spec);
    refuse(0);
    client.dispose();
    client.start(spec);
    await vi.dynamicImportSettled();
    expect(said).toEqual([]);
    refuse(1);
    await vi.waitFor(() => expect(said).toMatchObject([['error', { message: expect.any(String) }]]));
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
  });

  it('is ended by the page', () => {
    const { client, workers } = listening();
    client.start(spec);
    client.dispose();
    expect(workers[0]!.terminated).toBe(true);
  });
});

describe('questions', () => {
  it('are answered by their numbers, once', async () => {
    const pending = new PendingAnswers();
    const ids: number[] = [];
    const [first, second, third] = [0, 1, 2].map(() => pending.ask((id) => ids.push(id)));
    expect(ids).toEqual([0, 1, 2]);
    pending.resolve(1, outputs);
    pending.reject(0, new NudgeError('bad-request', 'no'));
    pending.resolve(7, outputs); // nobody's
    pending.reject(7, new NudgeError('bad-request', 'no'));
    expect(await second).toBe(outputs);
    await expect(first).rejects.toThrow('no');
    pending.rejectAll(new NudgeError('worker-died', 'gone'));
    await expect(third).rejects.toThrow('gone');
  });

  it('that fail say why to who asked, and to nobody else', async () => {
    const { client, said, say, fail } = listening();
    const first = client.observe({} as Parameters<Client['observe']>[0]);
    const second = client.observe({} as Parameters<Client['observe']>[0]);
    fail({ observeId: 0 });
    say({ type: 'observed', observeId: 1, outputs });
    await expect(first).rejects.toMatchObject(trouble);
    expect(await second).toBe(outputs);
    expect(said).toEqual([]);
  });
});
