// The sweep's runner over a worker that obeys, refuses, dies or falls silent, and a clock that a test moves: whatever
// happens in whatever order, it never waits without end, and never without a word.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Client, type ClientEvents } from '../../src/client/client';
import type { WorkerLike } from '../../src/client/worker-like';
import type { FromWorker, ToWorker } from '../../src/terms/messages';
import { classTarget } from '../../src/terms/target';
import { sweepAsked } from '../../src/sweep/asked';
import { knownOf, nextBatch } from '../../src/sweep/plan';
import { SILENT_MS, SweepRunner } from '../../src/sweep/runner';
import { defaultSweep, type SweepSettings } from '../../src/sweep/sweep';
import { setSweep, sweepOf } from '../../src/sweep/sweep-state';
import { pass, stopTheClock, until } from '../clock';
import { FakeNetwork, packOf } from '../store/agree/fake-network';
import { openImages, digits } from '../store/open-images';
import { Loopback } from '../worker/loopback';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A worker with a judge, every message of which is delivered by hand. */
class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  readonly #network = new FakeNetwork();
  readonly #answers: FromWorker[] = [];
  readonly #orders: { readonly runId: number; done: boolean }[] = [];
  /** Scale and seed of every lane that it was to compute. */
  readonly started: string[] = [];
  singleThread: boolean | undefined;
  ended = false;
  /** What it had still to say arrives after its end too. */
  isLate = false;
  /** It hears, and says nothing more. */
  isMute = false;
  refusesLoads = false;
  refusesToJudge = false;

  constructor() {
    this.#network.onmessage = (event) => this.#say(event);
  }

  postMessage(message: ToWorker): void {
    if (message.type !== 'observe') {
      this.#network.fails = this.refusesLoads;
      this.#network.postMessage(message);
      if (message.type === 'load') this.singleThread = message.singleThread;
      if (message.type === 'start') {
        this.#orders.push({ runId: message.runId, done: false });
        const { lanes } = message.spec;
        this.started.push(...lanes.map(({ guidanceScale, seed }) => `${guidanceScale} ${seed}`));
      }
      return;
    }
    const { observeId, query } = message;
    const error = { code: 'internal', message: 'no judge', hint: '' } as const;
    const n = query.xt.length;
    const probs = Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? 0.9 : 0.1));
    const judged = { probs, features: new Float32Array(n) };
    this.#answers.push(
      this.refusesToJudge
        ? { type: 'error', about: { observeId }, error }
        : { type: 'observed', observeId, outputs: { modelOutput: null, guidance: null, judged } },
    );
  }

  terminate(): void {
    this.ended = true;
  }

  /** Does or says one thing. False where there is nothing to do. */
  go(): boolean {
    if (this.ended && !this.isLate) return false;
    const answer = this.#answers.shift();
    if (answer !== undefined) {
      this.#say(new MessageEvent('message', { data: answer }));
      return true;
    }
    return this.#network.work() || this.#network.deliver();
  }

  /** Its run ends with an error, or it dies altogether. */
  refuses(): void {
    const order = this.#orders.at(-1);
    if (order === undefined) return;
    const error = { code: 'internal', message: 'no step', hint: '' } as const;
    this.#say(new MessageEvent('message', { data: { type: 'error', about: { runId: order.runId }, error } }));
  }

  dies(): void {
    if (!this.ended || this.isLate) this.onerror?.({ message: 'out of memory' } as ErrorEvent);
  }

  #say(event: MessageEvent<FromWorker>): void {
    if ((!this.ended || this.isLate) && !this.isMute) this.onmessage?.(event);
  }
}

/** @param cores of the processor: with two there are two workers @param isLate they are heard after their end too */
async function opened(cores = 1, isLate = false) {
  const info = { ...packOf('digits'), guides: digits().info.guides, hasJudge: true };
  const stub = { ...digits(), info };
  const openPack = () => Promise.resolve({ pack: stub, reopen: () => Promise.resolve(stub) });
  const nudge = openImages({ steps: 10 }, { spawn: () => new Loopback({ openPack }) });
  await until(() => nudge.state().model.backend !== null);
  nudge.actions.pause();
  const workers: FakeWorker[] = [];
  const connect = (events: ClientEvents) =>
    new Client(events, () => {
      const worker = new FakeWorker();
      worker.isLate = isLate;
      workers.push(worker);
      return worker;
    });
  const runner = new SweepRunner(nudge, connect, cores);
  const sweep = () => sweepOf(nudge.state());
  const of = () => sweepAsked(nudge.state())!;
  async function run(most = Infinity): Promise<void> {
    for (let done = 0; done < most; done++) {
      await turn();
      // the newest first, so that the other one waits for it as well as it for the other
      if (!workers.toReversed().some((worker) => worker.go())) return;
    }
  }
  return { nudge, runner, sweep, of, run, workers };
}

const isWaiting = (status: string): boolean => status === 'opening' || status === 'measuring';

const small: Partial<SweepSettings> = { scales: [0, 2], seeds: 3, steps: 3, target: classTarget(1) };

const change: fc.Arbitrary<Partial<SweepSettings>> = fc.oneof(
  fc.subarray([0, 2, 5], { minLength: 1 }).map((scales) => ({ scales })),
  fc.constantFrom(1, 3, 5).map((seeds) => ({ seeds })),
  fc.constantFrom(0, 1).map((index) => ({ target: classTarget(index) })),
  fc.constantFrom(2, 3).map((steps) => ({ steps })),
);

const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('run' as const), most: fc.integer({ min: 1, max: 20 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('change' as const), change }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        ...(['measure', 'measure', 'confirm', 'pause', 'cancel', 'leave', 'come', 'a million'] as const),
        ...(['refuse', 'die', 'mute', 'no load', 'no judge', 'wait'] as const),
      ),
    }),
  },
);

stopTheClock();

describe('the runner of a sweep', () => {
  it('never waits without end, whatever happens and when', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 5, maxLength: 30 }),
        fc.constantFrom(1, 2),
        fc.boolean(),
        async (acts, cores, isLate) => {
          const { nudge, runner, sweep, of, run, workers } = await opened(cores, isLate);
          setSweep(nudge, { ...defaultSweep, ...small, seeds: 5 });
          let end: (() => void) | null = runner.watch();
          for (const each of acts) {
            const worker = workers.at(-1);
            if (each.kind === 'change') setSweep(nudge, each.change);
            else if (each.kind === 'run') await run(each.most);
            else if (each.kind === 'wait') await pass(SILENT_MS / 2);
            else if (each.kind === 'refuse') worker?.refuses();
            else if (each.kind === 'die') worker?.dies();
            else if (each.kind === 'mute' && worker) worker.isMute = true;
            else if (each.kind === 'no load' && worker) worker.refusesLoads = true;
            else if (each.kind === 'no judge' && worker) worker.refusesToJudge = true;
            else if (each.kind === 'leave') {
              end?.();
              end = null;
              expect(sweep().status).toBe('idle');
            } else if (end === null) {
              if (each.kind === 'come') end = runner.watch();
            } else if (each.kind === 'measure') runner.measure();
            else if (each.kind === 'a million') {
              const { seeds } = sweep().settings;
              setSweep(nudge, { seeds: 1_000_000 });
              runner.measure();
              setSweep(nudge, { seeds });
            } else if (each.kind === 'confirm') runner.measure(true);
            else if (each.kind === 'pause') runner.pause();
            else if (each.kind === 'cancel') runner.cancel();
            // once it is left, or has ended, nothing of it is left
            const alive = workers.filter(({ ended }) => !ended).length;
            expect(alive).toBeLessThanOrEqual(sweep().status === 'idle' ? 0 : cores);
            if (alive === 2) seen.add('two');
            seen.add(sweep().status);
          }
          await run();
          if (isWaiting(sweep().status)) {
            expect(workers.some(({ isMute, ended }) => isMute && !ended)).toBe(true);
            await pass(SILENT_MS);
            expect(sweep().trouble).toMatch(/has said nothing for a minute|^The script of the worker/);
            seen.add('silent');
          }
          end ??= runner.watch();
          runner.cancel();
          expect(sweep().trouble ?? '').not.toMatch(/said nothing/);
          runner.measure(true);
          await run();
          expect(sweep()).toMatchObject({ status: 'idle', batch: null, trouble: null });
          expect(nextBatch(of(), sweep().rows, 1)).toEqual([]);
          expect(workers.every(({ ended }) => ended)).toBe(true);
          end();
        },
      ),
      { numRuns: 120 },
    );
    expect([...seen].toSorted()).toEqual([
      'asking',
      'idle',
      'measuring',
      'opening',
      'paused',
      'silent',
      'two',
    ]);
  });

  it('says when the worker is silent, and takes it back when it speaks', async () => {
    const { nudge, runner, sweep, run, workers } = await opened();
    setSweep(nudge, { ...defaultSweep, ...small });
    const end = runner.watch();
    runner.measure();
    await run(6);
    workers[0]!.isMute = true;
    await run(1);
    await pass(SILENT_MS - 1);
    expect(sweep().trouble).toBeNull();
    await pass(1);
    expect(sweep().trouble).toMatch(/Press Cancel and then “Measure here” to start another/);
    runner.pause();
    expect(sweep().trouble).toBeNull();
    await pass(2 * SILENT_MS);
    expect(sweep().trouble).toBeNull(); // nothing is awaited
    workers[0]!.isMute = false;
    end();
  });

  it('ends with a sentence where the model is gone', async () => {
    const { nudge, runner, sweep, workers } = await opened();
    nudge.store.setState(({ model }) => ({ model: { ...model, origin: null } }));
    runner.measure();
    expect(sweep()).toMatchObject({ status: 'idle', trouble: expect.stringMatching(/not here any more/) });
    expect(workers).toEqual([]);
  });

  it('computes every cell once with two workers, and as one does', async () => {
    const samples: (readonly unknown[])[] = [];
    for (const cores of [1, 2, 4]) {
      const { nudge, runner, sweep, of, run, workers } = await opened(cores);
      const end = runner.watch();
      setSweep(nudge, { ...defaultSweep, ...small, seeds: 20 });
      runner.measure();
      await run();
      expect(workers).toHaveLength(Math.min(2, cores));
      expect(workers.map(({ singleThread }) => singleThread)).toEqual(workers.map(() => cores === 2));
      expect(knownOf(of(), sweep().rows)).toBe(40);
      const lanes = workers.flatMap(({ started }) => started);
      expect(new Set(lanes).size).toBe(40);
      expect(lanes).toHaveLength(40);
      samples.push([...sweep().rows].map(([key, row]) => [key, [...row].toSorted(([a], [b]) => a - b)]));
      end();
    }
    expect(samples[1]).toEqual(samples[0]);
    expect(samples[2]).toEqual(samples[0]);
  });

  it('goes on with one worker where the other fails, and opens no third', async () => {
    const { nudge, runner, sweep, of, run, workers } = await opened(2);
    const end = runner.watch();
    setSweep(nudge, { ...defaultSweep, ...small, seeds: 20 });
    runner.measure();
    await run(12);
    expect(workers).toHaveLength(2);
    workers[1]!.dies();
    await run();
    expect(sweep()).toMatchObject({ status: 'idle', trouble: null });
    expect(knownOf(of(), sweep().rows)).toBe(40);
    expect(workers).toHaveLength(2);
    end();
  });

  it('frees one worker a sweep, however often it is measured anew', async () => {
    const { nudge, runner, sweep, of, run, workers } = await opened();
    const end = runner.watch();
    for (let seed = 0; seed < 12; seed++) {
      setSweep(nudge, { ...defaultSweep, ...small, seed: 10 * seed });
      runner.measure();
      await run();
      expect(knownOf(of(), sweep().rows)).toBe(6);
      expect(workers.filter(({ ended }) => !ended)).toHaveLength(0);
    }
    expect(workers).toHaveLength(12);
    end();
  });
});
