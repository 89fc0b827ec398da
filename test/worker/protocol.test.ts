// Messages of any kind in any order: each gets its answer, nothing is left unhandled, and the worker goes on to serve an
// honest page afterwards.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifierFree, meanShift } from '../../src/terms/rule';
import { PROTOCOL_VERSION, type FromWorker, type ToWorker } from '../../src/terms/messages';
import { classTarget } from '../../src/terms/target';
import { checkMessage } from '../../src/worker/check-message';
import { rest, stopTheClock, until } from '../clock';
import { Loopback, source } from './loopback';

stopTheClock();

const RUNS = Number(process.env['PROTOCOL_RUNS'] ?? 60);

const smallId = fc.nat(5);
const lane = fc.record({
  target: fc.nat(1).map(classTarget),
  guidanceScale: fc.double({ min: 0, max: 10, noNaN: true }),
  seed: fc.nat(),
  guidanceInterval: fc.constantFrom(null, undefined, [200, 600] as const, [5, 1] as const),
  rule: fc.constantFrom(undefined, undefined, classifierFree),
});
const lanes = fc.array(lane, { minLength: 1, maxLength: 3 });
const numbers = (length: number): fc.Arbitrary<Float32Array<ArrayBuffer>> =>
  fc
    .array(fc.float({ noNaN: true, min: -3, max: 3 }), { minLength: length, maxLength: length })
    .map((list) => Float32Array.from(list));

/** What an honest page sends, of each kind. */
const honest: Readonly<Record<ToWorker['type'], fc.Arbitrary<ToWorker>>> = {
  load: fc.record({
    type: fc.constant('load' as const),
    version: fc.constantFrom(PROTOCOL_VERSION, 99),
    loadId: smallId,
    source: fc.constant(source),
    backend: fc.constantFrom('auto' as const, 'wasm' as const),
    singleThread: fc.constantFrom(undefined, true, false),
  }),
  start: fc.record({
    type: fc.constant('start' as const),
    runId: smallId,
    spec: fc.record({
      sampler: fc.constantFrom({ kind: 'ddpm' as const }, { kind: 'ddim' as const, eta: 0 }),
      rule: fc.constant(meanShift),
      steps: fc.integer({ min: -1, max: 20 }),
      lanes,
      onlyNudged: fc.boolean(),
      from: fc.option(
        fc.record({
          t: fc.integer({ min: -1, max: 1000 }),
          xt: fc.nat(3).chain(numbers),
          before: fc.constant(null),
        }),
      ),
    }),
  }),
  advance: fc.record({ type: fc.constant('advance' as const), runId: smallId, n: fc.nat(30) }),
  steer: fc.record({ type: fc.constant('steer' as const), runId: smallId, steering: fc.nat(9), lanes }),
  stop: fc.record({ type: fc.constant('stop' as const), runId: smallId }),
  train: fc.record({
    type: fc.constant('train' as const),
    order: fc.constantFrom(...(['start', 'pause', 'reset', 'give', 'gradients'] as const)),
  }),
  observe: fc.nat(3).chain((size) =>
    fc.record({
      type: fc.constant('observe' as const),
      observeId: smallId,
      query: fc.record({
        xt: numbers(size),
        t: fc.array(fc.integer({ min: -1, max: 1000 }), { maxLength: 3 }).map((t) => Float32Array.from(t)),
        targets: fc.option(fc.array(fc.nat(2).map(classTarget), { maxLength: 3 })),
      }),
    }),
  ),
};

/** An honest message with one of its parts, at any depth, replaced by anything. */
const broken = fc
  .tuple(fc.oneof(...Object.values(honest)), fc.infiniteStream(fc.nat()), fc.anything())
  .map(([message, choices, junk]) => withJunk(message, choices, junk));

function withJunk(value: unknown, choices: Iterator<number>, junk: unknown): unknown {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const choice = choices.next().value ?? 0;
  if (keys.length === 0 || choice % 5 === 0) return junk;
  const key = keys[choice % keys.length]!;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const parts = copy as Record<string, unknown>;
  parts[key] = withJunk(parts[key], choices, junk);
  return copy;
}

const any = fc.oneof(
  { weight: 6, arbitrary: fc.oneof(...Object.values(honest)) },
  { weight: 3, arbitrary: broken },
  { weight: 1, arbitrary: fc.anything() },
);

const answersTo = (heard: readonly FromWorker[], observeId: number): number =>
  heard.filter(
    (message) =>
      (message.type === 'observed' && message.observeId === observeId) ||
      (message.type === 'error' && message.about !== null && 'observeId' in message.about),
  ).length;

describe('the worker', () => {
  it('takes what an honest page sends', () => {
    fc.assert(fc.property(fc.oneof(...Object.values(honest)), checkMessage), { numRuns: 500 });
  });

  it(`answers any messages in any order, and serves an honest page after them (${RUNS} sequences)`, async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): number => unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(any, { maxLength: 25 }), async (messages) => {
          const worker = new Loopback();
          for (const message of messages) {
            if (canBeCloned(message)) worker.postMessage(message as ToWorker);
          }
          await rest();
          const before = worker.heard.length;
          worker.postMessage({
            type: 'load',
            version: PROTOCOL_VERSION,
            loadId: 77,
            source,
            backend: 'auto',
          });
          await until(() => worker.heard.some((each) => each.type === 'ready' && each.loadId === 77));
          const spec = { sampler: { kind: 'ddpm' }, rule: meanShift, steps: 3, from: null } as const;
          const one = { target: classTarget(0), guidanceScale: 1, seed: 1 };
          worker.postMessage({ type: 'start', runId: 77, spec: { ...spec, lanes: [one] } });
          worker.postMessage({ type: 'advance', runId: 77, n: 3 });
          await until(() => worker.heard.some((each) => each.type === 'done' && each.runId === 77));
          const query = { xt: new Float32Array(1), t: new Float32Array(1), targets: null };
          worker.postMessage({ type: 'observe', observeId: 77, query });
          await until(() => answersTo(worker.heard.slice(before), 77) > 0);
          const { posted } = worker.heard
            .slice(before)
            .reduce(
              (sum, each) => ({ posted: sum.posted + (each.type === 'step' && each.runId === 77 ? 1 : 0) }),
              { posted: 0 },
            );
          expect(posted).toBe(3);
        }),
        { numRuns: RUNS },
      );
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  it('says of a message without sense what was expected, to whom it concerns', async () => {
    const worker = new Loopback();
    const nonsense: unknown[] = [
      null,
      { type: 'dance' },
      { type: 'start', runId: 3, spec: null },
      { type: 'observe', observeId: 4, query: { xt: [1], t: new Float32Array(1), targets: null } },
    ];
    for (const message of nonsense) worker.postMessage(message as ToWorker);
    await rest();
    const errors = worker.heard.flatMap((each) => (each.type === 'error' ? [each] : []));
    expect(errors.map(({ about }) => about)).toEqual([null, null, { runId: 3 }, { observeId: 4 }]);
    expect(errors.map(({ error }) => error.message)).toEqual([
      'message: expected Object, got null.',
      expect.stringContaining('got "dance"'),
      'spec: expected Object, got null.',
      'query.xt: expected Float32Array, got Array.',
    ]);
  });
});

function canBeCloned(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
