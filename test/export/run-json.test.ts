import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromBase64, toBase64 } from '../../src/diffusion/base64';
import { createSchedule } from '../../src/diffusion/schedule';
import { takeStep } from '../../src/diffusion/take-step';
import { transitions } from '../../src/diffusion/transitions';
import { inSlices } from '../../src/export/in-slices';
import { runJson, type RunHead } from '../../src/export/run-json';
import { RUN_FORMAT } from '../../src/terms/run-file';
import type { Step } from '../../src/terms/step';
import { linearConfig } from '../diffusion/config';

const sampler = { kind: 'ddpm' } as const;

function run(): Step[] {
  const plan = transitions(linearConfig, createSchedule(linearConfig), sampler, 3);
  return plan.map((transition, index) =>
    takeStep(linearConfig, sampler, transition, {
      ...transition,
      lanes: [{ target: index === 2 ? 1 : 0, guidanceScale: 4, seed: 7 }],
      xt: Float32Array.of(0.1 * index, -1 / 3),
      modelOutput: Float32Array.of(0.2, 0.3),
      gradient: Float32Array.of(1e-9, -2),
      value: Float32Array.of(-0.5),
      classProbs: Float32Array.of(0.6, 0.4),
    }),
  );
}

const head: RunHead = {
  format: RUN_FORMAT,
  version: 1,
  address: '#/denoise?seed=7',
  pack: 'two',
  shape: [1, 2, 1],
  classes: ['a', 'b'],
  chainSteps: 3,
  timesteps: [999, 666, 332],
  x0: null,
  verdicts: null,
};

describe('a run as JSON', () => {
  it('holds every number of the run and of the step on screen, exactly', () => {
    const steps = run();
    const kept = steps.map((step) => ({ ...step, transition: step, sampler, numbers: { sigma: 1 } }));
    const file = JSON.parse([...runJson(head, kept, steps[1]!)].join(''));
    expect(file).toMatchObject({ ...head });
    expect(file.stretches.map(({ at }: { at: number }) => at)).toEqual([0, 2]);
    expect(file.steps).toHaveLength(3);
    expect(fromBase64(file.steps[2].xt)).toEqual(steps[2]!.xt);
    for (const name of ['xt', 'eps', 'predX0', 'gradient', 'meanShift', 'xPrev', 'noise'] as const) {
      expect(Float32Array.from(file.shown[name])).toEqual(steps[1]![name]);
    }
    expect(file.steps[0].numbers).toEqual({ sigma: 1 });
  });

  it('is JSON also without steps and without a step on screen', () => {
    expect(JSON.parse([...runJson(head, [], null)].join(''))).toMatchObject({
      steps: [],
      shown: null,
      stretches: [],
    });
  });

  it('keeps its floats bit by bit in base64', () => {
    const values = Float32Array.of(0, -0, 1e-38, 3.4e38, -1 / 3, Math.PI);
    expect(fromBase64(toBase64(values))).toEqual(values);
    expect(fromBase64(toBase64(new Float32Array(30_000).fill(0.1)))).toHaveLength(30_000);
  });
});

describe('work in slices', () => {
  let now = 0;
  beforeEach(() => {
    vi.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** Each takes 4 ms. */
  function* slow(count: number): Generator<number> {
    for (let i = 0; i < count; i++) {
      now += 4;
      yield i;
    }
  }

  it('lets others in between, and loses nothing', async () => {
    const breaths: number[] = [];
    let others = 0;
    const timer = setInterval(() => others++, 1);
    const gathered = await inSlices(slow(20), new AbortController().signal, (count) => breaths.push(count));
    clearInterval(timer);
    expect(gathered).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(breaths).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
    expect(others).toBeGreaterThan(3);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    let last = 0;
    const work = inSlices(slow(1000), controller.signal, (count) => {
      last = count;
      controller.abort(new Error('enough'));
    });
    await expect(work).rejects.toThrow('enough');
    expect(last).toBe(2);
  });
});
