import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../src/formats/base64';
import { createSchedule } from '../../src/diffusion/schedule';
import { takeStepAgain, type StepRules } from '../../src/diffusion/take-step';
import { transitions } from '../../src/diffusion/transitions';
import { runJson, type RunHead } from '../../src/export/run-json';
import { RUN_FORMAT } from '../../src/terms/run-file';
import type { Step } from '../../src/terms/step';
import { linearConfig } from '../diffusion/config';
import { clipTo } from '../../src/diffusion/projections';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';

const sampler = { kind: 'ddpm' } as const;

function run(): Step[] {
  const plan = transitions(linearConfig, createSchedule(linearConfig), sampler, 3);
  const rules: StepRules = {
    predictionType: 'epsilon',
    trainTimesteps: 1000,
    project: clipTo(1),
    sampler,
    rule: meanShift,
    steps: 3,
  };
  return plan.map((transition, index) => {
    const lanes = [{ target: classTarget(index === 2 ? 1 : 0), guidanceScale: 4, seed: 7 }];
    return takeStepAgain(rules, transition, lanes, Float32Array.of(0.1 * index, -1 / 3), null, {
      modelOutput: Float32Array.of(0.2, 0.3),
      guidance: {
        value: Float32Array.of(-0.5),
        gradient: Float32Array.of(1e-9, -2),
        beliefs: Float32Array.of(0.6, 0.4),
      },
      updates: [],
    });
  });
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
    const kept = steps.map((step) => ({ ...step, ...step.guidance!, sampler, numbers: { sigma: 1 } }));
    const file = JSON.parse([...runJson(head, kept, steps[1]!)].join(''));
    expect(file).toMatchObject({ ...head });
    expect(file.stretches.map(({ at }: { at: number }) => at)).toEqual([0, 2]);
    expect(file.steps).toHaveLength(3);
    expect(fromBase64(file.steps[2].xt)).toEqual(steps[2]!.xt);
    for (const name of ['xt', 'eps', 'predX0', 'meanShift', 'xPrev', 'noise'] as const) {
      expect(Float32Array.from(file.shown[name])).toEqual(steps[1]![name]);
    }
    expect(file.shown.guidance.gradient.map(Math.fround)).toEqual([...steps[1]!.guidance!.gradient]);
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
