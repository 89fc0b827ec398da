// A learned Σ against diffusers: single guided steps, whole chains of a small U-Net, and what the page's parts make of it
// (training/fixtures_learned.py).

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { chain, chainModel } from '../../src/chain/chain';
import { rms } from '../../src/diffusion/magnitudes';
import { pixelNumbers } from '../../src/diffusion/pixel-equation';
import { createSchedule } from '../../src/diffusion/schedule';
import { partSize } from '../../src/diffusion/step-parts';
import { sigmaOf } from '../../src/diffusion/step-variance';
import { stepRules, takeStepAgain } from '../../src/diffusion/take-step';
import { transitions } from '../../src/diffusion/transitions';
import { expand, recordOf } from '../../src/history/step-record';
import { parseJsonObject, type JsonObject } from '../../src/pack/json';
import { openOwnPack } from '../../src/pack/open-own-pack';
import { parseSchedulerConfig } from '../../src/pack/scheduler-config';
import { defaultSettings } from '../../src/worlds/images/settings';
import { stepBuffers } from '../../src/terms/messages';
import { meanShift } from '../../src/terms/rule';
import type { Sampler } from '../../src/terms/scheduler';
import type { Step } from '../../src/terms/step';
import { classTarget } from '../../src/terms/target';
import { startTestWasm } from '../kernels/start-test-wasm';
import { json } from '../pack/tiny-pack';
import { maxDistance } from './reference';

interface StepCase {
  readonly config: JsonObject;
  readonly index: number;
  readonly t: number;
  readonly xt: number[];
  readonly output: number[];
  readonly gradient: number[];
  readonly variance: number[];
  readonly predX0: number[];
  readonly xPrev: number[];
}

interface ChainCase {
  readonly name: string;
  readonly sampler: 'ddpm' | 'ddim';
  readonly scheduler: JsonObject;
  readonly steps: number;
  readonly seed: number;
  readonly x0: number[];
}

const folder = resolve(import.meta.dirname, 'formats');
const read = (file: string) => new Uint8Array(readFileSync(resolve(folder, file)));
const {
  shape,
  scale,
  seed,
  steps: stepCases,
  chains,
}: {
  shape: [number, number, number];
  scale: number;
  seed: number;
  steps: StepCase[];
  chains: ChainCase[];
} = JSON.parse(readFileSync(resolve(folder, 'learned.json'), 'utf8'));
const ddpm: Sampler = { kind: 'ddpm' };
const lanes = [{ target: classTarget(0), guidanceScale: scale, seed }];

function takenFrom(each: StepCase, sampler: Sampler): Step {
  const scheduler = parseSchedulerConfig(each.config, 'scheduler_config.json');
  const plan = transitions(scheduler, createSchedule(scheduler), sampler, 20);
  const rules = stepRules({ sampleShape: shape, scheduler }, { sampler, rule: meanShift, steps: 20 });
  return takeStepAgain(rules, plan[each.index]!, lanes, Float32Array.from(each.xt), null, {
    modelOutput: Float32Array.from(each.output),
    guidance: { value: new Float32Array(1), gradient: Float32Array.from(each.gradient), beliefs: null },
    updates: [],
  });
}

describe.each(stepCases.map((each) => [each.config['variance_type'], each.t, each] as const))(
  '%s at t = %i',
  (_, t, each) => {
    const step = takenFrom(each, ddpm);
    const close = (a: ArrayLike<number>, b: readonly number[], most = 1e-3) =>
      expect(maxDistance(a, b)).toBeLessThan(most * Math.max(1, ...b.map(Math.abs)));

    test('Σ, x̂_0 and the guided x_prev are diffusers’', () => {
      expect(step.transition.t).toBe(t);
      close(step.variance!, each.variance, 1e-5);
      for (const [i, variance] of each.variance.entries()) {
        expect(step.variance![i]! / variance).toBeCloseTo(1, 3);
      }
      close(step.predX0, each.predX0);
      close(step.xPrev, each.xPrev);
    });

    test('a number’s equation closes with its own Σ', () => {
      const { residue, sigma } = pixelNumbers(step, 'ddpm', 0, shape, { row: 1, column: 2 }, 1);
      expect(Math.abs(residue)).toBeLessThan(1e-5);
      expect(sigma).toBeCloseTo(step.noise === null ? 0 : Math.sqrt(step.variance![16]!), 6);
    });
  },
);

test('σ is an RMS over the numbers, and that of σz is with it', () => {
  const step = takenFrom(stepCases[1]!, ddpm);
  const own = Float32Array.from(step.noise!, (z, i) => Math.sqrt(step.variance![i]!) * z);
  expect(partSize(step, 0, 'noise')).toBeCloseTo(rms(own), 6);
  expect(sigmaOf(step, 0)).toBeCloseTo(Math.sqrt(step.variance!.reduce((a, b) => a + b) / own.length), 6);
  expect(stepBuffers(step)).toContain(step.variance!.buffer);
});

test('DDIM has no use for it, not even where it would be no variance', () => {
  const each = stepCases.find(({ config }) => config['variance_type'] === 'learned')!;
  const hostile = { ...each, output: each.output.map((value) => -Math.abs(value)) };
  const step = takenFrom(hostile, { kind: 'ddim', eta: 0 });
  expect(step.variance).toBeUndefined();
  expect(step.xPrev.every(Number.isFinite)).toBe(true);
});

test('a kept step is the same again', () => {
  const each = stepCases[2]!;
  const step = takenFrom(each, ddpm);
  const scheduler = parseSchedulerConfig(each.config, 'scheduler_config.json');
  const settings = { ...defaultSettings, sampler: 'ddpm' } as const;
  const again = expand(recordOf(step, each.index, settings), { sampleShape: shape, scheduler }, 20);
  expect(again).toEqual(step);
});

test('what is said to be Σ and is none ends the run with a sentence, under DDPM alone', async () => {
  const scheduler = parseSchedulerConfig({ _class_name: 'DDPMScheduler', variance_type: 'learned' }, 'x');
  const output = Float32Array.from({ length: 36 }, () => -0.5);
  const model = {
    denoiser: { sampleShape: shape, predict: () => Promise.resolve(output), dispose: () => undefined },
    guides: new Map(),
    pack: { sampleShape: shape, scheduler },
    schedule: createSchedule(scheduler),
  };
  const run = async (sampler: Sampler): Promise<Step> => {
    const steps = chain(model, { sampler, rule: meanShift, steps: 10, from: null }, () => lanes);
    for await (const step of steps) return step;
    throw new Error('expected a step');
  };
  await expect(run(ddpm)).rejects.toThrow(/expected a positive Σ.*guided-diffusion.*logarithm/);
  expect((await run({ kind: 'ddim', eta: 0 })).xPrev.every(Number.isFinite)).toBe(true);
});

test('at ᾱ = 0 nothing follows from ε: a chain that lists that t ends with a sentence', async () => {
  const config = { _class_name: 'DDPMScheduler', rescale_betas_zero_snr: true };
  const scheduler = parseSchedulerConfig(config, 'x');
  const model = {
    denoiser: {
      sampleShape: shape,
      predict: (x: Float32Array<ArrayBuffer>) => Promise.resolve(x.slice()),
      dispose: () => undefined,
    },
    guides: new Map(),
    pack: { sampleShape: shape, scheduler },
    schedule: createSchedule(scheduler),
  };
  const first = async (steps: number): Promise<unknown> =>
    await chain(model, { sampler: ddpm, rule: meanShift, steps, from: null }, () => lanes).next();
  await expect(first(1000)).rejects.toThrow('from which no x_0 follows');
  await expect(first(100)).resolves.toMatchObject({ done: false });
  const listed = { ...config, num_train_timesteps: 50 };
  expect(() => parseSchedulerConfig(listed, 'x')).toThrow('rescale_betas_zero_snr');
});

describe('whole chains', () => {
  beforeAll(async () => {
    await startTestWasm();
  });

  test.each(chains.map((each) => [each.name, each.sampler, each] as const))(
    '%s, %s',
    async (_, kind, each) => {
      const files = new Map<string, Blob>([
        ['unet/config.json', new Blob([read(`${each.name}.config.json`)])],
        ['unet/diffusion_pytorch_model.safetensors', new Blob([read(`${each.name}.weights.safetensors`)])],
        ['scheduler/scheduler_config.json', new Blob([json(each.scheduler)])],
      ]);
      const { pack } = await openOwnPack('mine', files, () => undefined);
      const said = (pack.info.notes ?? []).map(({ text }) => text).join(' ');
      expect(said).toContain('DDIM does not use it');
      const own = [{ target: classTarget(0), guidanceScale: 0, seed: each.seed }];
      const sampler: Sampler = kind === 'ddim' ? { kind, eta: 0 } : { kind };
      let last: Step | null = null;
      for await (const step of chain(
        chainModel(pack),
        { sampler, rule: meanShift, steps: each.steps, from: null },
        () => own,
      )) {
        last = step;
      }
      expect(maxDistance(last!.xPrev, each.x0)).toBeLessThan(1e-3);
      pack.dispose();
      expect(tf.memory().numTensors).toBe(0);
    },
  );
});

test('a config as text is read as one', () => {
  const text = `{"_class_name": "DDIMScheduler", "variance_type": "learned_range"}`;
  const config = parseSchedulerConfig(parseJsonObject(Buffer.from(text), 'x'), 'x');
  expect(config.varianceType).toBe('learned_range');
});
