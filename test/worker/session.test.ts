import { describe, expect, it } from 'vitest';
import { NudgeError } from '../../src/terms/errors';
import { PROTOCOL_VERSION, type FromWorker, type RunSpec, type ToWorker } from '../../src/terms/messages';
import type { PackSource } from '../../src/terms/pack-info';
import type { Ports } from '../../src/worker/ports';
import { Loopback, nextTask, source, stubPack } from './loopback';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { rest, stopTheClock, until } from '../clock';

stopTheClock();

const spec = (over: Partial<RunSpec> = {}): RunSpec => ({
  sampler: { kind: 'ddpm' },
  rule: meanShift,
  steps: 10,
  lanes: [
    { target: classTarget(0), guidanceScale: 2, seed: 1 },
    { target: classTarget(0), guidanceScale: 0, seed: 1 },
  ],
  from: null,
  ...over,
});
const load = (loadId: number, version = PROTOCOL_VERSION, from: PackSource = source): ToWorker => ({
  type: 'load',
  version,
  loadId,
  source: from,
  backend: 'auto',
});
/** A person's files. */
const own: PackSource = { kind: 'files', id: 'own', files: new Map() };
const of = <T extends FromWorker['type']>(worker: Loopback, type: T) =>
  worker.heard.filter((message): message is Extract<FromWorker, { type: T }> => message.type === type);

async function loaded(ports: Partial<Ports> = {}): Promise<Loopback> {
  const worker = new Loopback(ports);
  worker.postMessage(load(0));
  await until(() => of(worker, 'ready').length === 1);
  return worker;
}

describe('session', () => {
  it('takes exactly the steps it is granted', async () => {
    const worker = await loaded();
    worker.postMessage({ type: 'start', runId: 1, spec: spec() });
    await rest();
    expect(of(worker, 'step')).toHaveLength(0);
    worker.postMessage({ type: 'advance', runId: 1, n: 3 });
    await rest();
    expect(of(worker, 'step').map(({ step }) => step.transition.t)).toEqual([999, 899, 799]);
    worker.postMessage({ type: 'advance', runId: 1, n: 3 });
    await rest();
    expect(of(worker, 'step')).toHaveLength(3);
  });

  it('ends with the verdict of the judge', async () => {
    const worker = await loaded();
    worker.postMessage({ type: 'start', runId: 1, spec: spec() });
    worker.postMessage({ type: 'advance', runId: 1, n: 99 });
    await until(() => of(worker, 'done').length === 1);
    const last = of(worker, 'step').at(-1)!.step;
    expect(of(worker, 'done')[0]!.verdicts).toEqual(
      Array.from(last.xPrev, (x) => ({
        label: x > 0 ? 0 : 1,
        probability: expect.closeTo(x > 0 ? 0.9 : 0.8, 6) as number,
      })),
    );
  });

  it('hears a steer between two steps', async () => {
    const worker = await loaded();
    worker.postMessage({ type: 'start', runId: 1, spec: spec() });
    worker.postMessage({ type: 'advance', runId: 1, n: 4 });
    await rest();
    const lanes = spec().lanes.map((lane) => ({ ...lane, target: classTarget(1) }));
    worker.postMessage({ type: 'steer', runId: 1, steering: 1, lanes });
    worker.postMessage({ type: 'advance', runId: 1, n: 5 });
    await rest();
    expect(of(worker, 'step').map(({ steering }) => steering)).toEqual([0, 0, 0, 0, 1]);
  });

  it('drops an older run when a newer starts', async () => {
    const worker = await loaded();
    worker.postMessage({ type: 'start', runId: 1, spec: spec() });
    worker.postMessage({ type: 'advance', runId: 1, n: 2 });
    await rest();
    worker.postMessage({ type: 'start', runId: 2, spec: spec() });
    worker.postMessage({ type: 'advance', runId: 1, n: 5 });
    worker.postMessage({ type: 'advance', runId: 2, n: 1 });
    await rest();
    expect(of(worker, 'step').map(({ runId }) => runId)).toEqual([1, 1, 2]);
  });

  it('rebuilds a lost device and goes on from the last step, to the same picture', async () => {
    const finish = async (worker: Loopback) => {
      worker.postMessage({ type: 'advance', runId: 1, n: 99 });
      await until(() => of(worker, 'done').length === 1);
      return of(worker, 'step').at(-1)!.step.xPrev;
    };
    const calm = await loaded();
    calm.postMessage({ type: 'start', runId: 1, spec: spec() });
    const expected = await finish(calm);

    const worker = await loaded();
    worker.postMessage({ type: 'start', runId: 1, spec: spec() });
    worker.postMessage({ type: 'advance', runId: 1, n: 4 });
    await rest();
    worker.trouble = { kind: 'lost', message: 'unplugged' };
    expect(await finish(worker)).toEqual(expected);
    expect(of(worker, 'backend')[0]!.backend.reason).toContain('unplugged');
    expect(of(worker, 'step').map(({ step }) => step.transition.index)).toEqual([...Array(10).keys()]);
    expect(of(worker, 'error')).toEqual([]);
  });

  it('falls back to WASM after a validation error', async () => {
    const worker = await loaded();
    worker.postMessage({ type: 'start', runId: 1, spec: spec() });
    worker.trouble = { kind: 'validation', message: 'binding 3' };
    worker.postMessage({ type: 'advance', runId: 1, n: 1 });
    await rest();
    expect(worker.backends).toEqual(['auto', 'wasm']);
    expect(of(worker, 'step')).toHaveLength(1);
  });

  it.each([
    ['lost', 'unplugged', 'auto,webgpu'],
    ['validation', 'binding 3', 'auto,wasm'],
  ] as const)(
    'opens a model although its first run meets a device that is %s',
    async (kind, message, backends) => {
      const pack = stubPack();
      let milliseconds = 0;
      let heardAt = Infinity;
      const evaluate = () => {
        heardAt = milliseconds + 100; // long after what it broke
        return Promise.reject(new Error('Aborted'));
      };
      const started: string[] = [];
      const worker = new Loopback({
        now: () => ++milliseconds,
        startBackend: (choice, reason = '') => {
          started.push(choice);
          heardAt = Infinity;
          return Promise.resolve({
            info: { name: 'webgpu', device: 'GPU', reason },
            trouble: () => (milliseconds < heardAt ? null : { kind, message }),
            dispose: () => {},
          });
        },
        openPack: () =>
          Promise.resolve({
            pack: {
              ...pack,
              guides: new Map([['classifier', { ...pack.guides.get('classifier')!, evaluate }]]),
            },
            reopen: () => Promise.resolve(stubPack()),
          }),
      });
      worker.postMessage(load(0));
      await until(() => of(worker, 'ready').length === 1);
      expect(started.join()).toBe(backends);
      expect(of(worker, 'ready')[0]!.backend.reason).toContain(message);
      expect(of(worker, 'error')).toEqual([]);
    },
  );

  it('says so when the backend falls back to slower kernels in the middle of a run', async () => {
    let reason = '';
    const worker = await loaded({
      startBackend: () =>
        Promise.resolve({
          get info() {
            return { name: 'webgpu', device: 'GPU', reason } as const;
          },
          trouble: () => null,
          dispose: () => {},
        }),
    });
    worker.postMessage({ type: 'start', runId: 1, spec: spec() });
    worker.postMessage({ type: 'advance', runId: 1, n: 2 });
    await rest();
    expect(of(worker, 'backend')).toEqual([]);
    reason = 'This GPU refuses a kernel.';
    worker.postMessage({ type: 'advance', runId: 1, n: 4 });
    await rest();
    expect(of(worker, 'backend').map(({ backend }) => backend.reason)).toEqual([reason]);
  });

  it('keeps the open model and its run when another pack fails', async () => {
    let fail = false;
    const broken = new NudgeError('pack-corrupt', 'unet: expected a header, got noise.', 'Export it again.');
    const worker = await loaded({
      openPack: () =>
        fail
          ? Promise.reject(broken)
          : Promise.resolve({ pack: stubPack(), reopen: () => Promise.resolve(stubPack()) }),
    });
    worker.postMessage({ type: 'start', runId: 1, spec: spec() });
    fail = true;
    worker.postMessage(load(1));
    await rest();
    expect(of(worker, 'error')[0]).toMatchObject({ about: { loadId: 1 }, error: { code: 'pack-corrupt' } });
    worker.postMessage({ type: 'advance', runId: 1, n: 1 });
    await rest();
    expect(of(worker, 'step')).toHaveLength(1);
  });

  it.each(['files', 'url'] as const)('a run rests only while a person’s own files open: %s', async (kind) => {
    const READS = 20;
    const stepsAt: number[] = [];
    let opened = 0;
    const worker = await loaded({
      openPack: async () => {
        opened++;
        const reads = opened > 1 ? READS : 0;
        await Promise.resolve(); // a timer set while one fires would come later than all of the run's
        for (let read = 0; read < reads; read++) {
          await nextTask();
          stepsAt.push(of(worker, 'step').length);
        }
        return { pack: stubPack(), reopen: () => Promise.resolve(stubPack()) };
      },
    });
    worker.postMessage({ type: 'start', runId: 1, spec: spec({ steps: 100 }) });
    worker.postMessage({ type: 'advance', runId: 1, n: 100 });
    await until(() => of(worker, 'step').length > 2);
    worker.postMessage(load(1, PROTOCOL_VERSION, kind === 'files' ? own : source));
    await until(() => of(worker, 'ready').length === 2);
    expect(stepsAt).toHaveLength(READS);
    const meanwhile = stepsAt.at(-1)! - stepsAt[0]!;
    if (kind === 'files') expect(meanwhile).toBeLessThanOrEqual(1);
    else expect(meanwhile).toBeGreaterThan(2);
    expect(of(worker, 'error')).toEqual([]);
  });

  it('goes on with its run where a person’s own files are no model', async () => {
    let fail = false;
    const worker = await loaded({
      openPack: async () => {
        await nextTask();
        if (fail) throw new NudgeError('pack-corrupt', 'unet: expected a header, got noise.', 'Export it.');
        return { pack: stubPack(), reopen: () => Promise.resolve(stubPack()) };
      },
    });
    worker.postMessage({ type: 'start', runId: 1, spec: spec() });
    worker.postMessage({ type: 'advance', runId: 1, n: 10 });
    fail = true;
    worker.postMessage(load(1, PROTOCOL_VERSION, own));
    await until(() => of(worker, 'error').length === 1);
    await until(() => of(worker, 'done').length === 1);
    expect(of(worker, 'step')).toHaveLength(10);
  });

  it('disposes the old model once a new one is open', async () => {
    const packs = [stubPack(), stubPack()];
    let next = 0;
    const worker = await loaded({
      openPack: () => {
        const pack = packs[next++]!;
        return Promise.resolve({ pack, reopen: () => Promise.resolve(pack) });
      },
    });
    worker.postMessage(load(1));
    await until(() => of(worker, 'ready').length === 2);
    expect(packs.map((pack) => pack.disposed)).toEqual([true, false]);
  });

  it('opens only the newest of two packs asked for', async () => {
    const worker = new Loopback({
      openPack: async () => {
        await nextTask();
        await nextTask();
        return { pack: stubPack(), reopen: () => Promise.resolve(stubPack()) };
      },
    });
    worker.postMessage(load(0));
    worker.postMessage(load(1));
    await rest();
    expect(of(worker, 'ready').map(({ loadId }) => loadId)).toEqual([1]);
  });

  it('refuses a guide whose gradient is not the slope of its value', async () => {
    const worker = new Loopback({
      openPack: () => {
        const pack = stubPack();
        const guide = pack.guides.get('classifier')!;
        const evaluate: typeof guide.evaluate = async (...args) => {
          const said = await guide.evaluate(...args);
          return { ...said, gradient: said.gradient.map((g) => -2 * g) };
        };
        const lying = {
          ...pack,
          guides: new Map([['classifier', { ...guide, evaluate }]]),
        };
        return Promise.resolve({ pack: lying, reopen: () => Promise.resolve(lying) });
      },
    });
    worker.postMessage(load(0));
    await rest();
    expect(of(worker, 'error')[0]).toMatchObject({ error: { code: 'gradient-mismatch' } });
  });

  const lane = spec().lanes[0]!;
  it.each([
    ['no lanes', { lanes: [] }, /at least one lane/],
    ['a class that is not', { lanes: [{ ...lane, target: classTarget(2) }] }, /class from 0 to 1, got 2/],
    ['a scale that is none', { lanes: [{ ...lane, guidanceScale: NaN }] }, /number ≥ 0, got NaN/],
    ['half a seed', { lanes: [{ ...lane, seed: 0.5 }] }, /whole number/],
    ['too many steps', { steps: 1001 }, /from 1 to 1000, got 1001/],
    ['t out of range', { from: { t: 1000, xt: new Float32Array(1), before: null } }, /0 to 999, got 1000/],
  ])('refuses %s', async (_, over, sentence) => {
    const worker = await loaded();
    worker.postMessage({ type: 'start', runId: 1, spec: spec(over) });
    worker.postMessage({ type: 'advance', runId: 1, n: 1 });
    await rest();
    expect(of(worker, 'error')[0]).toMatchObject({ about: { runId: 1 }, error: { code: 'bad-request' } });
    expect(of(worker, 'error')[0]!.error.message).toMatch(sentence);
  });

  it('refuses a page of another version, and a run without a model', async () => {
    const worker = new Loopback();
    worker.postMessage(load(0, 0));
    worker.postMessage({ type: 'start', runId: 1, spec: spec() });
    await rest();
    expect(
      of(worker, 'error')
        .map(({ error }) => error.code)
        .toSorted(),
    ).toEqual(['bad-request', 'internal']);
  });
});
