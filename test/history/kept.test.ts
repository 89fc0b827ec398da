// What is kept of a run, read again: its nearest step, its steerings as a list, a recording of it.

import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { indexAt } from '../../src/history/index-at';
import { newPath, type Path } from '../../src/history/path';
import { stepsOfRecording, type RecordedRun } from '../../src/formats/recording';
import { fetchRecording } from '../../src/history/recorded';
import type { Settings } from '../../src/history/settings';
import { steeringHistory } from '../../src/history/steering-history';
import { bytesOf, expand, recordOf, withoutArrays } from '../../src/history/step-record';
import { classTarget } from '../../src/terms/target';
import { defaultSettings } from '../../src/worlds/images/settings';
import { digits } from '../store/open-images';
import { someGuidance, someRecord, someStep } from './some-steps';

it('the step of a t that is pointed at is the nearest, of two as near the earlier', () => {
  const steps = [0, 1, 2].map((i) => someRecord(i)); // t = 999, 989, 979
  expect([2000, 999, 995, 994, 993, 980, 0].map((t) => indexAt(steps, t))).toEqual([0, 0, 0, 0, 1, 2, 2]);
  expect(indexAt([], 5)).toBe(0);
});

describe('the list of steerings', () => {
  const used = (changes: readonly Partial<Settings>[], next: Partial<Settings>, more: Partial<Path> = {}) => {
    const steps = changes.map((change, i) => ({
      ...someRecord(i),
      settings: { ...defaultSettings, ...change },
    }));
    const timesteps = [999, 989, 979, 969];
    const path = newPath(1, { ...defaultSettings, ...next }, 4, timesteps);
    return { ...path, steps, ...more };
  };

  it('is empty of a run that was left alone', () => {
    expect(steeringHistory(used([{}, {}], {}))).toEqual([]);
    expect(steeringHistory(used([], { seed: 5 }), defaultSettings)).toEqual([]);
  });

  it('has every change at its step, and what is asked of the next one', () => {
    const path = used([{ seed: 1 }, { seed: 1 }, { seed: 1, target: classTarget(2) }], { seed: 1 });
    expect(steeringHistory(path, { ...defaultSettings, guidanceScale: 9 })).toEqual([
      { at: 0, seed: 1, guidanceScale: 4 },
      { at: 2, target: classTarget(2) },
      { at: 3, target: classTarget(7) },
    ]);
  });

  it('asks nothing of a next step where all are taken', () => {
    expect(steeringHistory(used([{}, {}, {}, {}], { seed: 5 }), defaultSettings)).toEqual([]);
  });

  it('goes on with the steerings that are known beforehand, and has the moves at their steps', () => {
    const coming = [{ at: 3, seed: 2 }];
    const replay = { coming, until: null, cursor: null, isFresh: false, after: defaultSettings };
    const moves = [{ at: 1, lane: 0, to: [1] }];
    expect(steeringHistory(used([{}, {}], {}, { replay, moves }))).toEqual([
      { at: 1, moves: [{ lane: 0, to: [1] }] },
      coming[0],
    ]);
  });
});

describe('the record of a step', () => {
  const { info } = digits();

  it('has its numbers, and of a few lanes what the networks said', () => {
    const step = someStep(2, {}, { clamp: false });
    const record = recordOf(step, 2, defaultSettings, 'digits');
    expect(record).toMatchObject({
      index: 2,
      t: 979,
      model: 'digits',
      clamp: false,
      value: someGuidance.value,
    });
    expect(record.said).toEqual({
      modelOutput: step.modelOutput,
      conditional: undefined,
      guidance: step.guidance,
      updates: [],
    });
    expect(recordOf(someStep(0), 0, defaultSettings)).toMatchObject({ model: null, clamp: true });
  });

  it.each([
    [2, 10_000, true],
    [3, 4096, true],
    [8, 4096, true],
    [3, 4097, false],
    [9, 9, false],
  ])('of %i lanes of %i numbers keeps what the networks said: %s', (count, length, whole) => {
    const [lane] = someStep(0).lanes;
    const lanes = Array.from({ length: count }, () => lane!);
    const record = recordOf(someStep(0, {}, { lanes, xt: new Float32Array(length) }), 0, defaultSettings);
    expect(record.said !== null).toBe(whole);
  });

  it('of very many lanes keeps no beliefs', () => {
    const kept = [64, 65].map((count) => {
      const guidance = { ...someGuidance, beliefs: new Float32Array(2) };
      const lanes = Array.from({ length: count }, () => someStep(0).lanes[0]!);
      const { value, beliefs } = recordOf(someStep(0, {}, { lanes, guidance }), 0, defaultSettings);
      return [value !== null, beliefs !== null];
    });
    expect(kept).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('counts each array of it once, and without them those that always stay', () => {
    const conditional = new Float32Array(4);
    const guidance = { ...someGuidance, beliefs: new Float32Array(6) };
    const updates = [{ x: new Float32Array(4), guidance: { ...someGuidance, value: new Float32Array(2) } }];
    const record = recordOf(someStep(0, {}, { conditional, guidance, updates }), 0, defaultSettings);
    // x_t, output, conditional, gradient: 4 numbers each; values 2 and 2; beliefs 6
    expect(bytesOf(record)).toBe(4 * (4 * 4 + 2 + 2 + 6));
    expect(bytesOf(withoutArrays(record))).toBe(4 * (2 + 6));
  });

  it('gives no step where its arrays are not kept', () => {
    const record = someRecord(0);
    expect(expand({ ...record, xt: null }, info, 4)).toBeNull();
    expect(expand({ ...record, said: null }, info, 4)).toBeNull();
    expect(expand(record, info, 4)).not.toBeNull();
  });
});

describe('a recording beside the page', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  const fetched = (answer: () => Promise<Response>, isWanted = () => true) => {
    vi.stubGlobal('fetch', answer);
    return fetchRecording('recorded.json', isWanted);
  };
  const recording: RecordedRun = JSON.parse(
    readFileSync(new URL('../../public/recorded-run.json', import.meta.url), 'utf8'),
  );

  it('is read where it is there, and of this format', async () => {
    expect(await fetched(async () => Response.json(recording))).toEqual(recording);
    expect(await fetched(async () => Response.json({ format: 2 }))).toBeNull();
    expect(await fetched(async () => Response.json(recording, { status: 404 }))).toBeNull();
    expect(await fetched(async () => new Response('<html>'))).toBeNull();
    expect(await fetched(() => Promise.reject(new TypeError('no network')))).toBeNull();
    expect(await fetched(async () => Response.json(null))).toBeNull();
    expect(await fetched(async () => Response.json({ format: 3, steps: [] }))).toBeNull();
  });

  it('comes with its steps, one taken after the other, unless it is not wanted meanwhile', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
    let asked = 0;
    const found = await fetched(
      async () => Response.json(recording),
      () => ++asked > 0,
    );
    expect(asked).toBe(recording.steps.length);
    const steps = stepsOfRecording(found!);
    expect(steps.at(-1)!.xPrev).toEqual(stepsOfRecording(recording).at(-1)!.xPrev);
    expect(stepsOfRecording(found!)).toBe(steps);
    expect(
      await fetched(
        async () => Response.json(recording),
        () => false,
      ),
    ).toBeNull();
  });
});
