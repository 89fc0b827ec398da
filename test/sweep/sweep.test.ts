// A sweep, with a worker whose every message is delivered by hand: whatever a person does in between, each sample is
// the one that its row and seed say, none is computed twice while it is kept, and in the end all are there.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Client } from '../../src/client/client';
import { samplerOf } from '../../src/history/settings';
import { meanShift } from '../../src/terms/rule';
import type { Samples } from '../../src/terms/sample';
import { classTarget } from '../../src/terms/target';
import { sweepAsked } from '../../src/sweep/asked';
import { batchSize, knownOf, nextBatch, timeLeft } from '../../src/sweep/plan';
import { SweepRunner } from '../../src/sweep/runner';
import { rowKey, type Cell } from '../../src/sweep/sampled';
import { defaultSweep, type SweepSettings } from '../../src/sweep/sweep';
import { setSweep, sweepOf } from '../../src/sweep/sweep-state';
import { stopTheClock, until } from '../clock';
import { FakeNetwork, packOf, take, type Taken } from '../store/agree/fake-network';
import { openImages, digits } from '../store/open-images';
import { Loopback } from '../worker/loopback';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A store with its model open, and a sweep whose worker does nothing by itself. */
async function opened() {
  const stub = { ...digits(), info: { ...packOf('digits'), guides: digits().info.guides } };
  const openPack = () => Promise.resolve({ pack: stub, reopen: () => Promise.resolve(stub) });
  const nudge = openImages({ steps: 10 }, { spawn: () => new Loopback({ openPack }) });
  await until(() => nudge.state().model.backend !== null);
  nudge.actions.pause();
  const networks: FakeNetwork[] = [];
  const seen: Taken[] = [];
  const runner = new SweepRunner(nudge, (events) => {
    const network = new FakeNetwork();
    networks.push(network);
    network.onStep = (taken) => seen.push(taken);
    return new Client(events, () => network);
  });
  const end = runner.watch();
  const sweep = () => sweepOf(nudge.state());
  const of = () => sweepAsked(nudge.state())!;
  /** Everything that the worker has to do and say, until it waits for the page. */
  async function run(most = Infinity): Promise<void> {
    for (let done = 0; done < most; done++) {
      await turn();
      const network = networks.at(-1);
      if (network === undefined || !(network.work() || network.deliver())) return;
    }
  }
  return { nudge, runner, end, sweep, of, run, seen, networks };
}

/** The sample of one lane alone, by the arithmetic itself. */
function alone(settings: SweepSettings, target: number, { scale, interval, seed }: Cell): Samples {
  const given = {
    pack: packOf('digits'),
    sampler: samplerOf(settings),
    rule: meanShift,
    steps: settings.steps,
    lanes: [{ target: classTarget(target), guidanceScale: scale, seed, guidanceInterval: interval }],
  };
  let step = take({ ...given, from: null });
  while (step.transition.prevT >= 0) {
    step = take({ ...given, from: { t: step.transition.prevT, xt: step.xPrev } });
  }
  return step.xPrev;
}

const BANDS: SweepSettings['intervals'] = [null, [0, 600], [400, 999]];

const small: Partial<SweepSettings> = { scales: [0, 2, 5], seeds: 2, steps: 3 };

stopTheClock();

describe('a sweep', () => {
  it('has every scale early, and ends with all of them, its worker freed', async () => {
    const { nudge, runner, sweep, of, run, networks } = await opened();
    setSweep(nudge, { ...small, seeds: 5 });
    const order = nextBatch(of(), sweep().rows, 15);
    order.forEach((_, i) => {
      const counts = [0, 2, 5].map(
        (scale) => order.slice(0, i).filter((cell) => cell.scale === scale).length,
      );
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    });
    let ended = false;
    runner.measure();
    await turn();
    networks[0]!.terminate = () => (ended = true);
    await run();
    expect(sweep().status).toBe('idle');
    expect(knownOf(of(), sweep().rows)).toBe(15);
    expect(ended).toBe(true);
    expect(timeLeft(of(), sweep(), 1)).toBe(0);
  });

  it('waits where it was paused, and goes on from there', async () => {
    const { nudge, runner, sweep, of, run } = await opened();
    setSweep(nudge, { ...small, steps: 8 });
    runner.measure();
    await run(8);
    runner.pause();
    await run();
    const { batch } = sweep();
    expect(sweep().status).toBe('paused');
    expect(batch?.taken).toBeGreaterThan(0);
    expect(batch?.taken).toBeLessThan(8);
    expect(timeLeft(of(), sweep(), 10)).toBe(10 * (6 * 8 - 6 * batch!.taken));
    runner.measure();
    await run();
    expect(knownOf(of(), sweep().rows)).toBe(6);
  });

  it('keeps what is finished when it is cancelled, and nothing of what is not', async () => {
    const { nudge, runner, sweep, of, run } = await opened();
    setSweep(nudge, { ...small, seeds: 8 });
    runner.measure();
    while (knownOf(of(), sweep().rows) === 0) await run(1);
    await run(2);
    runner.cancel();
    expect(sweep()).toMatchObject({ status: 'idle', batch: null });
    expect(knownOf(of(), sweep().rows)).toBe(6);
    await run();
    expect(knownOf(of(), sweep().rows)).toBe(6);
  });

  it('asks back about a million samples, and says what does not open', async () => {
    const { nudge, runner, sweep, run, networks } = await opened();
    setSweep(nudge, { ...small, seeds: 1_000_000 });
    runner.measure();
    await run();
    expect(sweep().status).toBe('asking');
    expect(networks).toEqual([]);
    setSweep(nudge, small);
    runner.measure(true);
    await turn();
    networks[0]!.fails = true;
    await run();
    expect(sweep()).toMatchObject({ status: 'idle', trouble: 'no network' });
  });

  it('has whole columns in a batch where they fit', async () => {
    const { nudge, of } = await opened();
    const sizes = [1, 2, 3, 6, 8, 9, 50].map((n) => {
      setSweep(nudge, { scales: Array.from({ length: n }, (_, i) => i / 10) });
      return [batchSize(of(), 'wasm'), batchSize(of(), 'webgpu')];
    });
    expect(sizes).toEqual([
      [8, 48],
      [8, 48],
      [6, 48],
      [6, 48],
      [8, 48],
      [8, 45],
      [8, 48],
    ]);
  });

  it('is right whatever a person does, and when', async () => {
    const change: fc.Arbitrary<Partial<SweepSettings>> = fc.oneof(
      fc.subarray([0, 2, 5, 9], { minLength: 1 }).map((scales) => ({ scales })),
      fc.integer({ min: 1, max: 4 }).map((seeds) => ({ seeds })),
      fc.integer({ min: 0, max: 3 }).map((seed) => ({ seed })),
      fc.constantFrom(0, 1).map((index) => ({ target: classTarget(index) })),
      fc.constantFrom<SweepSettings['sampler']>('ddim', 'ddpm').map((sampler) => ({ sampler })),
      fc.constantFrom(2, 3).map((steps) => ({ steps })),
      fc.constantFrom<SweepSettings['vary']>('scale', 'interval').map((vary) => ({ vary })),
    );
    const act = fc.oneof(
      fc.record({ kind: fc.constant('change' as const), change }),
      fc.record({
        kind: fc.constantFrom('measure' as const, 'measure' as const, 'pause' as const, 'cancel' as const),
      }),
      fc.record({ kind: fc.constant('run' as const), most: fc.integer({ min: 1, max: 24 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), async (acts) => {
        const { nudge, runner, end, sweep, of, run, networks } = await opened();
        setSweep(nudge, { ...defaultSweep, ...small, at: 5, intervals: BANDS, target: classTarget(1) });
        const twice: string[] = [];
        const watch = (): void => {
          const network = networks.at(-1);
          if (network === undefined) return;
          network.onStep = ({ lanes, from }) => {
            if (from !== null) return; // a batch begins
            for (const { guidanceScale, guidanceInterval, seed } of lanes) {
              const key = rowKey(of().made, { scale: guidanceScale, interval: guidanceInterval ?? null });
              if (sweep().rows.get(key)?.has(seed) === true) twice.push(`${key} ${seed}`);
            }
          };
        };
        for (const each of acts) {
          if (each.kind === 'change') setSweep(nudge, each.change);
          else if (each.kind === 'run') await run(each.most);
          else runner[each.kind]();
          watch();
        }
        runner.measure();
        await turn();
        watch();
        await run();
        expect(twice).toEqual([]);
        expect(sweep().status).toBe('idle');
        expect(nextBatch(of(), sweep().rows, 1)).toEqual([]);
        for (const [key, row] of sweep().rows) {
          const [, , target, sampler, steps, scale, ...interval]: [
            string,
            string,
            string,
            'ddim' | 'ddpm',
            number,
            number,
            ...number[],
          ] = JSON.parse(key);
          const [low, high] = interval;
          const within = low === undefined || high === undefined ? null : ([low, high] as const);
          for (const [seed, { x0 }] of row) {
            const made = { ...defaultSweep, sampler, steps };
            const expected = alone(made, Number(target), { scale, interval: within, seed });
            expect([...x0!], `${key} ${seed}`).toEqual([...expected]);
          }
        }
        end();
      }),
      { numRuns: 60 },
    );
  });
});
