// The GPU lost at any moments: while a model is opened, between any two steps and in questions, once or several times in a
// row. The run is the calm one's, bit for bit.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NudgeError } from '../../src/terms/errors';
import { PROTOCOL_VERSION, type FromWorker, type RunSpec } from '../../src/terms/messages';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { stopTheClock, until } from '../clock';
import { Loopback, source, stubPack } from './loopback';

stopTheClock();

const STEPS = 10;
const spec: RunSpec = {
  sampler: { kind: 'ddpm' },
  rule: meanShift,
  steps: STEPS,
  lanes: [2, 0].map((guidanceScale) => ({ target: classTarget(0), guidanceScale, seed: 1 })),
  from: null,
};

const of = <T extends FromWorker['type']>(worker: Loopback, type: T) =>
  worker.heard.filter((message): message is Extract<FromWorker, { type: T }> => message.type === type);

interface Outcome {
  readonly worker: Loopback;
  readonly started: readonly string[];
  /** Losses in a row, at most. */
  readonly inARow: number;
}

/** @param losses whether the device turns out to be lost, each time it is looked at */
async function wholeRun(losses: readonly boolean[], questions: readonly number[]): Promise<Outcome> {
  const left = [...losses];
  const started: string[] = [];
  let row = 0;
  let inARow = 0;
  const worker = new Loopback({
    startBackend: (choice, reason = '', singleThread = false) => {
      expect(singleThread).toBe(true); // as was asked for, each time
      started.push(choice);
      const name = choice === 'wasm' ? 'wasm' : 'webgpu';
      return Promise.resolve({
        info: { name, device: '', reason },
        trouble: () => {
          const lost = name === 'webgpu' && left.shift() === true;
          row = lost ? row + 1 : 0;
          inARow = Math.max(inARow, row);
          return lost ? { kind: 'lost', message: 'unplugged' } : null;
        },
        dispose: () => {},
      });
    },
  });
  worker.postMessage({
    type: 'load',
    version: PROTOCOL_VERSION,
    loadId: 0,
    source,
    backend: 'auto',
    singleThread: true,
  });
  await until(() => of(worker, 'ready').length === 1);
  worker.postMessage({ type: 'start', runId: 1, spec });
  for (let n = 1; n <= STEPS; n++) {
    worker.postMessage({ type: 'advance', runId: 1, n });
    if (questions.includes(n)) {
      const query = { xt: Float32Array.of(0.5), t: Float32Array.of(500), targets: [classTarget(1)] };
      worker.postMessage({ type: 'observe', observeId: n, query });
    }
    await until(() => of(worker, 'step').length === n);
  }
  await until(() => of(worker, 'done').length === 1 && of(worker, 'observed').length === questions.length);
  return { worker, started, inARow };
}

const picture = ({ worker }: Outcome) => of(worker, 'step').at(-1)!.step.xPrev;

describe('a GPU that is lost', () => {
  it('again and again, at any moments, costs no step and changes no number (100 ways)', async () => {
    const calm = await wholeRun([], []);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 30 }),
        fc.uniqueArray(fc.integer({ min: 1, max: STEPS }), { maxLength: 3 }),
        async (losses, questions) => {
          const outcome = await wholeRun(losses, questions);
          expect(picture(outcome)).toEqual(picture(calm));
          expect(of(outcome.worker, 'step').map(({ step }) => step.transition.index)).toEqual([
            ...Array(STEPS).keys(),
          ]);
          expect(of(outcome.worker, 'error')).toEqual([]);
          expect(outcome.started.includes('wasm')).toBe(outcome.inARow >= 3);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('before anything could run on it, each time, is given up for WASM', async () => {
    let left = 5; // more than are tried
    let lost = false;
    const pack = stubPack();
    const guide = pack.guides.get('classifier')!;
    const evaluate: typeof guide.evaluate = (...asked) =>
      lost ? Promise.reject(new Error('mapAsync: device lost')) : guide.evaluate(...asked);
    const reopen = () =>
      Promise.resolve({ ...pack, guides: new Map([['classifier', { ...guide, evaluate }]]) });
    const worker = new Loopback({
      startBackend: (choice, reason = '') => {
        const name = choice === 'wasm' ? 'wasm' : 'webgpu';
        lost = name === 'webgpu' && left-- > 0;
        const trouble = lost ? ({ kind: 'lost', message: 'destroyed' } as const) : null;
        return Promise.resolve({
          info: { name, device: '', reason },
          trouble: () => trouble,
          dispose: () => {},
        });
      },
      openPack: async () => ({ pack: await reopen(), reopen }),
    });
    worker.postMessage({ type: 'load', version: PROTOCOL_VERSION, loadId: 0, source, backend: 'auto' });
    await until(() => of(worker, 'ready').length + of(worker, 'error').length === 1);
    expect(of(worker, 'error')).toEqual([]);
    expect(of(worker, 'ready')[0]!.backend).toMatchObject({
      name: 'wasm',
      reason: 'The GPU was lost 3 times in a row (destroyed); WASM is used instead.',
    });
  });

  it('for want of memory is given up for WASM at once, and that is said', async () => {
    const started: string[] = [];
    const worker = new Loopback({
      startBackend: (choice, reason = '') => {
        started.push(choice);
        const full = { kind: 'out-of-memory', message: 'no room for 300 MB' } as const;
        return Promise.resolve({
          info: { name: choice === 'wasm' ? 'wasm' : 'webgpu', device: '', reason },
          trouble: () => (choice === 'wasm' ? null : full),
          dispose: () => {},
        });
      },
    });
    worker.postMessage({ type: 'load', version: PROTOCOL_VERSION, loadId: 0, source, backend: 'auto' });
    await until(() => of(worker, 'ready').length === 1);
    expect(started).toEqual(['auto', 'wasm']);
    expect(of(worker, 'ready')[0]!.backend.reason).toBe(
      'The GPU has too little memory for this (no room for 300 MB); WASM is used instead.',
    );
  });

  it.each([
    [true, 'goes on with WASM, and it is said why'],
    [false, 'and no WASM either, ends the run with what to do'],
  ])('and of which there is no other (WASM: %s) %s', async (hasWasm) => {
    let lost = false;
    const worker = new Loopback({
      startBackend: (choice, reason = '') => {
        const isFirst = choice === 'auto';
        if (choice === 'webgpu') return Promise.reject(new NudgeError('backend-failed', 'No adapter.', ''));
        if (!isFirst && !hasWasm) return Promise.reject(new Error('No WebAssembly.'));
        return Promise.resolve({
          info: { name: isFirst ? 'webgpu' : 'wasm', device: '', reason },
          trouble: () => (isFirst && lost ? { kind: 'lost', message: 'unplugged' } : null),
          dispose: () => {},
        });
      },
    });
    worker.postMessage({ type: 'load', version: PROTOCOL_VERSION, loadId: 0, source, backend: 'auto' });
    await until(() => of(worker, 'ready').length === 1);
    lost = true;
    worker.postMessage({ type: 'start', runId: 1, spec });
    worker.postMessage({ type: 'advance', runId: 1, n: STEPS });
    await until(() => of(worker, 'done').length + of(worker, 'error').length === 1);
    const said = of(worker, 'backend').map(({ backend }) => [backend.name, backend.reason]);
    const errors = of(worker, 'error').map(({ error }) => [error.code, error.message]);
    if (hasWasm) {
      const why = 'The GPU was lost (unplugged) and could not be started again. No adapter.';
      expect(said).toEqual([['wasm', why]]);
      expect(of(worker, 'step')).toHaveLength(STEPS);
    } else expect(errors).toEqual([['device-lost', expect.stringContaining('No WebAssembly.')]]);
  });

  it('three times in a row is not tried again, and that is said', async () => {
    const { worker, started } = await wholeRun([false, false, true, true, true], []);
    expect(started).toEqual(['auto', 'webgpu', 'webgpu', 'wasm']);
    expect(of(worker, 'backend').at(-1)!.backend).toMatchObject({
      name: 'wasm',
      reason: 'The GPU was lost 3 times in a row (unplugged); WASM is used instead.',
    });
  });
});
