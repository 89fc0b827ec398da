// What the page grants the worker, and what it does with what comes: the client alone, its worker a list of messages.

import { describe, expect, it } from 'vitest';
import { Client, type ClientEvents } from '../../src/client/client';
import type { WorkerLike } from '../../src/client/worker-like';
import type { Lane } from '../../src/terms/lane';
import type { FromWorker, PostedStep, RunSpec, ToWorker } from '../../src/terms/messages';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { someStep } from '../history/some-steps';

const lanesAt = (guidanceScale: number): readonly Lane[] => [
  { target: classTarget(1), guidanceScale, seed: 4 },
];
const spec: RunSpec = {
  sampler: { kind: 'ddpm' },
  rule: meanShift,
  steps: 10,
  lanes: lanesAt(2),
  from: null,
};

/** A worker that only listens; what it says is said by hand. */
function listening() {
  const heard: ToWorker[] = [];
  const shown: PostedStep[] = [];
  const used: number[] = [];
  const ends: string[] = [];
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage: (message) => void heard.push(message),
    terminate: () => {},
  };
  const events: ClientEvents = {
    onStep(step, _, steering) {
      shown.push(step);
      used.push(steering);
    },
    onDone: () => ends.push('done'),
    onBackend: () => {},
    onError: () => ends.push('error'),
  };
  const client = new Client(events, () => worker);
  const say = (message: FromWorker): void =>
    worker.onmessage?.(new MessageEvent('message', { data: message }));
  const step = (runId: number, index: number, steering = 0): void => {
    const { lanes: _, ...rest } = someStep(index);
    say({ type: 'step', runId, steering, step: rest, milliseconds: 1 });
  };
  const granted = (): readonly number[] => heard.flatMap((each) => (each.type === 'advance' ? [each.n] : []));
  return { client, heard, shown, used, ends, say, step, granted };
}

describe('steps granted', () => {
  it('are never more than two ahead of those that have arrived', () => {
    const { client, step, granted } = listening();
    client.start(spec);
    expect(granted()).toEqual([]); // a run begins paused
    client.play();
    step(1, 0);
    step(1, 1);
    expect(granted()).toEqual([2, 3, 4]);
  });

  it('are taken back by a pause: only the one under way still comes', () => {
    const { client, step, granted } = listening();
    client.start(spec);
    client.play();
    step(1, 0);
    client.pause();
    step(1, 1);
    expect(granted()).toEqual([2, 3, 1]);
  });

  it('add up where a step is asked for twice before the first has come', () => {
    const { client, granted } = listening();
    client.start(spec);
    client.step();
    client.step();
    expect(granted()).toEqual([1, 2]);
  });

  it('are none after the last step', () => {
    const { client, say, granted } = listening();
    client.start(spec);
    client.play();
    const { lanes: _, ...last } = someStep(9);
    say({
      type: 'step',
      runId: 1,
      steering: 0,
      step: { ...last, transition: { ...last.transition, prevT: -1 } },
      milliseconds: 1,
    });
    expect(granted()).toEqual([2]);
  });

  it('begin anew with another run, and none are left of the old one', () => {
    const { client, step, granted } = listening();
    client.start(spec);
    client.play();
    step(1, 0);
    client.start(spec);
    client.step();
    expect(granted()).toEqual([2, 3, 1]);
  });
});

describe('what arrives', () => {
  it('of an older run is nobody’s', () => {
    const { client, step, say, shown, ends } = listening();
    client.start(spec);
    client.start(spec);
    step(1, 0);
    say({ type: 'done', runId: 1, verdicts: null });
    expect(shown).toEqual([]);
    expect(ends).toEqual([]);
    step(2, 0);
    expect(shown).toHaveLength(1);
  });

  it('after a run was stopped is nobody’s, and the worker is told once', () => {
    const { client, heard, step, shown } = listening();
    client.start(spec);
    client.stop();
    client.stop();
    step(1, 0);
    expect(shown).toEqual([]);
    expect(heard.filter(({ type }) => type === 'stop')).toHaveLength(1);
  });

  it('says which steering it was taken with, by the number that sending it gave, also where newer ones wait', () => {
    const { client, step, used } = listening();
    client.start(spec);
    const numbers = [5, 9].map((scale) => client.steer(lanesAt(scale)));
    for (const [i, steering] of [0, ...numbers].entries()) step(1, i, steering);
    expect(used).toEqual([0, ...numbers]);
    expect(new Set(used).size).toBe(3);
  });

  it('is steered in the run only: without one no steering is sent', () => {
    const { client, heard } = listening();
    client.steer(lanesAt(5));
    expect(heard).toEqual([]);
  });

  it('ends the run once: nothing of it is granted or shown after that', () => {
    const { client, say, step, shown, ends, granted } = listening();
    client.start(spec);
    say({ type: 'done', runId: 1, verdicts: null });
    say({ type: 'done', runId: 1, verdicts: null });
    step(1, 0);
    client.play();
    expect(ends).toEqual(['done']);
    expect(shown).toEqual([]);
    expect(granted()).toEqual([]);
  });
});
