// A run that is taken again: its steerings come at their steps, it stops where the link was made, and shows what it showed.

import { describe, expect, it } from 'vitest';
import { newPath, type Path } from '../../src/history/path';
import {
  afterReplay,
  dueSteering,
  replayIsOver,
  replayOf,
  settingsAtStart,
  steered,
  withSteering,
} from '../../src/history/replay';
import type { Replay, Retake } from '../../src/history/replay-state';
import { defaultSettings } from '../../src/worlds/images/settings';
import { someRecord } from './some-steps';

const timesteps = [900, 600, 300, 0];
const start = newPath(1, defaultSettings, 4, timesteps);
const after = { ...defaultSettings, seed: 8 };
const retake = (more: Partial<Retake> = {}): Retake => ({
  steering: [],
  shown: null,
  newest: null,
  focus: null,
  ...more,
});
const taken = (count: number, replay: Replay | null, more: Partial<Path> = {}): Path => ({
  ...start,
  steps: Array.from({ length: count }, (_, i) => someRecord(i)),
  replay,
  ...more,
});

describe('settings after a steering', () => {
  it('are what it says, and else what they were', () => {
    const moves = [{ lane: 0, to: [1] }];
    expect(steered(defaultSettings, { at: 3, guidanceScale: 2, moves })).toEqual({
      ...defaultSettings,
      guidanceScale: 2,
    });
  });

  it('at the start are those of a steering at step 0 alone', () => {
    expect(settingsAtStart(defaultSettings, [{ at: 0, seed: 3 }]).seed).toBe(3);
    expect(settingsAtStart(defaultSettings, [{ at: 1, seed: 3 }])).toBe(defaultSettings);
    expect(settingsAtStart(defaultSettings, [])).toBe(defaultSettings);
  });
});

describe('what is known of a run that is taken again', () => {
  it('is nothing where nothing steers it and nothing is shown', () => {
    expect(replayOf(start, after, retake())).toBeNull();
    expect(replayOf(start, after, retake({ steering: [{ at: 0, seed: 3 }] }))).toBeNull();
  });

  it('plays on with the steerings to come where nothing is shown', () => {
    const steering = [
      { at: 0, seed: 3 },
      { at: 2, seed: 4 },
    ];
    expect(replayOf(start, after, retake({ steering }))).toEqual({
      coming: [steering[1]],
      until: null,
      cursor: null,
      isFresh: false,
      after,
    });
  });

  it.each<[string, Partial<Retake>, Partial<Replay>]>([
    ['the shown step is the newest', { shown: 600 }, { until: 2, cursor: null }],
    ['a t that is not listed is the nearest one', { shown: 440 }, { until: 3, cursor: null }],
    ['the finished picture', { shown: 'end' }, { until: 4, cursor: null }],
    ['one is shown behind the newest', { shown: 900, newest: 300 }, { until: 3, cursor: 0 }],
    ['one is shown behind the end', { shown: 300, newest: 'end' }, { until: 4, cursor: 2 }],
    [
      'a branch begins behind the newest',
      { shown: 600, isFresh: true },
      { until: 2, cursor: 1, isFresh: true },
    ],
    ['a branch from the last step there is', { shown: 0, isFresh: true }, { until: 4, cursor: null }],
    ['no branch begins at the end', { shown: 'end', isFresh: true }, { until: 4, cursor: null }],
    ['more than the newest is shown', { shown: 0, newest: 600 }, { until: 2, cursor: null }],
  ])('stops and shows as the link says: %s', (_, asked, known) => {
    expect(replayOf(start, after, retake(asked))).toEqual({ coming: [], isFresh: false, after, ...known });
  });
});

describe('a replay', () => {
  const replay: Replay = {
    coming: [
      { at: 2, guidanceScale: 7 },
      { at: 3, seed: 1 },
    ],
    until: 3,
    cursor: null,
    isFresh: false,
    after,
  };

  it('steers at the step that its list says, and not before', () => {
    expect([0, 1, 2, 3].map((count) => dueSteering(taken(count, replay))?.at)).toEqual([
      undefined,
      undefined,
      2,
      2,
    ]);
    expect(dueSteering(taken(2, null))).toBeNull();
    const next = withSteering(taken(2, replay), replay.coming[0]!);
    expect(next.settings.guidanceScale).toBe(7);
    expect(next.replay?.coming).toEqual([{ at: 3, seed: 1 }]);
    expect(withSteering(taken(2, null), { at: 2, seed: 5 }).replay).toBeNull();
  });

  it('moves what was moved, and remembers it', () => {
    const tip = { xt: Float32Array.of(1, 2), before: null };
    const moves = [{ lane: 1, to: [9] }];
    const moved = withSteering(taken(2, replay, { tip }), { at: 2, moves });
    expect(moved.tip?.xt).toEqual(Float32Array.of(1, 9));
    expect(moved.moves).toEqual([{ at: 2, lane: 1, to: [9] }]);
    expect(tip.xt).toEqual(Float32Array.of(1, 2));
    expect(withSteering(taken(0, replay), { at: 0, moves }).moves).toEqual([]);
    expect(withSteering(taken(2, replay, { tip }), { at: 2 }).tip).toBe(tip);
  });

  it('is over once its steps are taken, or where it plays on, its steerings', () => {
    expect([2, 3].map((count) => replayIsOver(taken(count, replay)))).toEqual([false, true]);
    const on = { ...replay, until: null };
    expect(replayIsOver(taken(4, on))).toBe(false);
    expect(replayIsOver(taken(1, { ...on, coming: [] }))).toBe(true);
    expect(replayIsOver(taken(4, null))).toBe(false);
  });

  it('leaves the path with the settings of when the link was made', () => {
    const none = taken(3, null);
    expect(afterReplay(none)).toBe(none);
    const ended = afterReplay(taken(3, { ...replay, coming: [] }));
    expect(ended).toEqual({ ...taken(3, null), settings: after });
    const on = afterReplay(taken(3, { ...replay, until: null }));
    expect(on).toEqual(taken(3, null));
    const fresh = afterReplay(taken(3, { ...replay, coming: [], isFresh: true }));
    expect(fresh).toMatchObject({ isFresh: true, branchedAt: 3, replay: null });
  });

  it('leaves behind what is moved before the step to come', () => {
    const tip = { xt: Float32Array.of(1, 2), before: null };
    const coming = [{ at: 3, moves: [{ lane: 0, to: [5] }] }];
    const ended = afterReplay(taken(3, { ...replay, coming }, { tip }));
    expect(ended.tip?.xt).toEqual(Float32Array.of(5, 2));
    expect(ended.settings).toBe(after);
  });
});
