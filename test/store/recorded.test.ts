import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Client } from '../../src/client/client';
import type { RecordedRun } from '../../src/diffusion/recording';
import { defaultSettings } from '../../src/store/address';
import { createStore } from '../../src/store/create-store';
import { isComplete } from '../../src/store/path';
import { pathOfRecording } from '../../src/store/recorded';
import { currentPath, shownStep } from '../../src/store/state';
import { stopTheClock, until } from '../clock';
import { Loopback } from '../worker/loopback';

stopTheClock();

const file = resolve(import.meta.dirname, '../../public/recorded-run.json');
const bytes = readFileSync(file);
const recording: RecordedRun = JSON.parse(bytes.toString());

function open() {
  const nudge = createStore(
    (events) => new Client(events, () => new Loopback()),
    'https://nudge.example/models/',
  );
  const state = () => nudge.store.getState();
  return { ...nudge, state, path: () => currentPath(state()) };
}

describe('the recording that is shipped', () => {
  it('is tens of kilobytes', () => {
    expect(bytes.length).toBeLessThan(100_000);
  });

  it('is a whole path whose pictures agree with what was recorded', () => {
    const path = pathOfRecording(recording, 1);
    expect(isComplete(path)).toBe(true);
    expect(path.steps).toHaveLength(20);
    expect(path.verdicts?.[0]?.label).toBe(recording.lanes[0]?.target);
    // the last step leads to x̂_0 itself, which was recorded in bytes
    const last = Float32Array.from(
      Buffer.from(recording.steps[19]!.predX0, 'base64'),
      (byte) => ((byte << 24) >> 24) / 127,
    );
    expect(Math.max(...path.tip!.map((x, i) => Math.abs(x - last[i]!)))).toBeLessThan(0.02);
    for (const { xt } of path.steps) expect(xt!.every(Number.isFinite)).toBe(true);
  });
});

describe('while nothing is open', () => {
  it('plays, can be scrubbed, and cannot be steered', async () => {
    const { playRecording, state, path, actions } = open();
    playRecording(recording);
    expect(state().run.status).toBe('playing');
    await until(() => (state().history.cursor ?? 0) > 1);
    actions.scrub(12);
    expect(shownStep(state())?.index).toBe(12);
    const before = path();
    actions.setTarget(3);
    actions.branch();
    expect(path()).toBe(before);
    expect(state().settings.target).toBe(3);
  });

  it('gives way to the live run', async () => {
    const { playRecording, open: start, state, path } = open();
    start({ ...defaultSettings, target: 1, steps: 20 });
    playRecording(recording);
    expect(state().model.recorded).toBe(true);
    await until(() => state().run.status === 'done');
    expect(state().model.recorded).toBe(false);
    expect(path().steps[0]!.xt).toHaveLength(2);
    expect(state().run.speed).toBe(Infinity);
  });

  it('comes too late once a model is open', async () => {
    const { playRecording, open: start, state } = open();
    start({ ...defaultSettings, target: 1, steps: 20 });
    await until(() => state().model.backend !== null);
    playRecording(recording);
    expect(state().model.recorded).toBe(false);
  });
});
