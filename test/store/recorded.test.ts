import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordedRun } from '../../src/formats/recording';
import { defaultSettings } from '../../src/worlds/images/settings';
import { images } from '../../src/worlds/images/world';
import { isComplete } from '../../src/history/path';
import { pathOfRecording } from '../../src/history/recorded';
import { shownStep } from '../../src/history/state';
import type { Verdict } from '../../src/terms/networks';
import { guideOf } from '../../src/terms/pack-info';
import { askedValues, findsAll } from '../../src/terms/prompt-values';
import { classOf, classTarget } from '../../src/terms/target';
import { asked, newStore, watched } from './open-images';
import { Loopback } from '../worker/loopback';
import { stopTheClock, until } from '../clock';

stopTheClock();

const file = resolve(import.meta.dirname, '../../public/recorded-run.json');
const recording: RecordedRun = JSON.parse(readFileSync(file, 'utf8'));

function open() {
  return watched(newStore({ spawn: () => new Loopback() }));
}

const facesFile = resolve(import.meta.dirname, '../../public/recorded-faces.json');

describe.each([
  ['digits', file, 100_000],
  ['faces', facesFile, 120_000],
])('the recording of %s', (_, path, most) => {
  const shipped: RecordedRun = JSON.parse(readFileSync(path, 'utf8'));

  it('is small', () => {
    expect(readFileSync(path).length).toBeLessThan(most);
  });

  it('is a whole path whose pictures agree with what was recorded', () => {
    const taken = pathOfRecording(shipped, 1, defaultSettings);
    expect(isComplete(taken)).toBe(true);
    expect(taken.steps).toHaveLength(20);
    expect(taken.settings.target).toEqual(shipped.lanes[0]?.target);
    // the last step leads to x̂_0 itself, which was recorded in bytes
    const last = Float32Array.from(
      Buffer.from(shipped.steps[19]!.predX0, 'base64'),
      (byte) => ((byte << 24) >> 24) / 127,
    );
    expect(Math.max(...taken.tip!.xt.map((x, i) => Math.abs(x - last[i]!)))).toBeLessThan(0.02);
    for (const { xt } of taken.steps) expect(xt!.every(Number.isFinite)).toBe(true);
  });

  it('shows what guidance does: the judge finds what was asked for in the guided sample alone', () => {
    const [guided, twin] = shipped.verdicts!;
    const { target } = shipped.lanes[0]!;
    const slots = guideOf(shipped.pack)!.slots;
    const wanted = askedValues(target, slots);
    const found = (verdict: Verdict): boolean | null =>
      wanted === null ? verdict.label === classOf(target) : findsAll(verdict, wanted, slots);
    expect([found(guided!), found(twin!)]).toEqual([true, false]);
  });
});

describe('while nothing is open', () => {
  it('plays, can be scrubbed, and cannot be steered', async () => {
    const { playRecording, state, path, actions, settings } = open();
    playRecording(recording);
    expect(state().run.status).toBe('playing');
    await until(() => (state().history.cursor ?? 0) > 1);
    actions.scrub(12);
    expect(shownStep(state())?.transition.index).toBe(12);
    const before = path();
    actions.setTarget(classTarget(3));
    actions.branch();
    expect(path()).toBe(before);
    expect(settings().target).toEqual(classTarget(3));
  });

  it('has its own scale and steps on the controls, where the pack on its way decides them', async () => {
    const { playRecording, open: start, state, path, settings, actions } = open();
    const recorded = { guidanceScale: recording.lanes[0]!.guidanceScale, steps: recording.steps.length };
    start({ ...asked({ steps: 100, guidanceScale: 0.5 }), open: ['guidanceScale', 'steps'] });
    playRecording(recording);
    expect(state().model.loading).not.toBeNull();
    expect(settings()).toMatchObject(recorded);
    actions.setTarget(classTarget(1));
    expect(settings()).toMatchObject({ ...recorded, target: classTarget(1) });
    actions.setGuidanceScale(2.5); // and what a person decides holds
    expect(settings()).toMatchObject({ guidanceScale: 2.5, steps: recorded.steps });
    await until(() => state().run.status === 'done');
    expect(path().settings).toMatchObject({ guidanceScale: 2.5, steps: state().model.pack!.defaultSteps });
  });

  it('gives way to the live run', async () => {
    const { playRecording, open: start, state, path } = open();
    start(asked());
    playRecording(recording);
    expect(state().model.recorded).toBe(true);
    await until(() => state().run.status === 'done');
    expect(state().model.recorded).toBe(false);
    expect(path().steps[0]!.xt).toHaveLength(2);
    expect(state().run.speed).toBe(Infinity);
  });

  it('is shown once more from its beginning by Play at its end, and nothing is loaded for that', async () => {
    const { playRecording, state, actions } = open();
    playRecording(recording);
    await until(() => state().run.status === 'done');
    actions.play();
    expect(state()).toMatchObject({ run: { status: 'playing' }, history: { cursor: 0 } });
    expect(state().model.loading).toBeNull();
  });

  it('leaves the controls to what a link asks for meanwhile', () => {
    const { playRecording, open: start, settings } = open();
    playRecording(recording);
    start(asked({ seed: 7, guidanceScale: 1.5 }));
    expect(settings()).toMatchObject({ seed: 7, guidanceScale: 1.5 });
  });

  it('plays also where there is nothing to open in its place', () => {
    const { playRecording, state } = watched(newStore({ world: { ...images, source: () => null } }));
    playRecording(recording);
    expect(state()).toMatchObject({ run: { status: 'playing' }, error: null });
  });

  it('comes too late once a model is open', async () => {
    const { playRecording, open: start, state } = open();
    start(asked());
    await until(() => state().model.backend !== null);
    playRecording(recording);
    expect(state().model.recorded).toBe(false);
  });
});
