// Threads of WASM that do not start: after a limit the binary without them does.

import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, it, vi } from 'vitest';
import { startWasm } from '../../src/kernels/wasm-backend';
import { answerInTime, THREADS_MS } from '../../src/worker/answer-in-time';
import { HandClock } from '../fetching/hand-clock';
import { startTestWasm, testWasmPaths } from './start-test-wasm';

const THREADS = 'WASM_HAS_MULTITHREAD_SUPPORT';

afterEach(() => vi.unstubAllGlobals());

// If it broke: the page would load for ever.
it('are given up, those that began are ended, and WASM runs without', async () => {
  const ended: string[] = [];
  class Thread {
    constructor(readonly url: string) {}
    terminate(): void {
      ended.push(this.url);
    }
  }
  vi.stubGlobal('Worker', Thread);
  await tf.env().getAsync(THREADS);
  tf.env().set(THREADS, true); // as in a browser; Node's start has none
  const alone = tf.findBackendFactory('wasm');
  tf.removeBackend('wasm');
  let asked = 0;
  tf.registerBackend('wasm', async () => {
    if (!(await tf.env().getAsync(THREADS))) return await alone();
    for (const url of ['one', 'two']) void new Worker(url);
    asked++;
    return await new Promise(() => {});
  });

  const clock = new HandClock();
  let started = false;
  const starting = startWasm(testWasmPaths, undefined, {
    inTime: (answer) => answerInTime(answer, THREADS_MS, clock, () => {}),
  }).then((wasm) => {
    started = true;
    return wasm;
  });
  await vi.waitUntil(() => asked === 1 && clock.waiting === 1);
  clock.move(THREADS_MS - 1);
  await new Promise(setImmediate);
  expect([started, ended]).toEqual([false, []]);
  clock.move(1);
  expect(await starting).toEqual({ name: 'wasm', device: 'SIMD, 1 thread (more did not start)' });
  expect(ended).toEqual(['one', 'two']);
  expect(globalThis.Worker).toBe(Thread);
  expect(clock.waiting).toBe(0);
  expect(await tf.add([1, 2], 3).array()).toEqual([4, 5]);
  expect(await startTestWasm()).toMatchObject({ device: 'SIMD, 1 thread (more did not start)' }); // asked again
});
