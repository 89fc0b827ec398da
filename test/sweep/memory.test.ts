// Memory stays as it is, batch after batch and sweep after sweep: tensors of real networks on WASM are counted.

import { resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it, vi } from 'vitest';
import { filesInFolder } from '../../src/cli/files-in-folder';
import { Client } from '../../src/client/client';
import { openPack } from '../../src/pack/open-pack';
import { classTarget } from '../../src/terms/target';
import { sweepAsked } from '../../src/sweep/asked';
import { knownOf } from '../../src/sweep/plan';
import { SweepRunner } from '../../src/sweep/runner';
import { setSweep, sweepOf } from '../../src/sweep/sweep-state';
import { startTestWasm } from '../kernels/start-test-wasm';
import { openImages } from '../store/open-images';
import { Loopback } from '../worker/loopback';

it('is flat', async () => {
  await startTestWasm();
  const pack = await openPack(filesInFolder(resolve(import.meta.dirname, '../pack/tiny')));
  // closing a worker frees all that is in it; here each has the same networks
  const opened = { ...pack, dispose: () => {} };
  const open = () => Promise.resolve({ pack: opened, reopen: () => Promise.resolve(opened) });
  const workers: Loopback[] = [];
  const spawn = () => {
    const worker = new Loopback({ openPack: open });
    workers.push(worker);
    return worker;
  };
  const nudge = openImages({ steps: 10, target: classTarget(1) }, { spawn });
  await vi.waitUntil(() => nudge.state().run.status === 'done', { timeout: 60_000 });
  const sweep = () => sweepOf(nudge.state());
  const runner = new SweepRunner(nudge, (events) => new Client(events, spawn));
  const end = runner.watch();
  const counts: number[] = [];
  let before = sweep().rows;
  const stop = nudge.store.subscribe(() => {
    if (sweep().rows === before) return;
    before = sweep().rows;
    counts.push(tf.memory().numTensors);
  });
  for (const seed of [0, 100, 200]) {
    setSweep(nudge, { scales: [0, 2], seeds: 12, seed, steps: 3 });
    runner.measure();
    await vi.waitUntil(() => sweep().status === 'idle', { timeout: 60_000 });
    expect(knownOf(sweepAsked(nudge.state())!, sweep().rows)).toBe(24);
    expect(workers.filter(({ terminated }) => !terminated)).toHaveLength(1); // Denoise's
  }
  stop();
  end();
  expect(counts).toHaveLength(9); // batches of 8
  expect(new Set(counts).size, counts.join()).toBe(1);
});
