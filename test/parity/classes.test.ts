// Classifier-free guidance against a loop over diffusers' own schedulers (training/fixtures_classes.py): whole runs, DDPM and
// DDIM, of networks that predict ε, x_0 and v, with the nudge of single steps.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { chain } from '../../src/chain/chain';
import { observe } from '../../src/chain/observe';
import { createSchedule } from '../../src/diffusion/schedule';
import { parseJsonObject, type JsonObject } from '../../src/pack/json';
import { parseUNetConfig } from '../../src/pack/network-config';
import { loadDenoiser } from '../../src/pack/pipelines/unet-denoiser';
import { openSafetensors } from '../../src/pack/safetensors';
import { parseSchedulerConfig } from '../../src/pack/scheduler-config';
import type { Lane } from '../../src/terms/lane';
import { classifierFree, meanShift } from '../../src/terms/rule';
import type { Sampler } from '../../src/terms/scheduler';
import type { Step } from '../../src/terms/step';
import { classTarget } from '../../src/terms/target';
import { startTestWasm } from '../kernels/start-test-wasm';
import { TOLERANCE } from './measure';
import { maxDistance } from './reference';

interface Runs {
  readonly nullClass: number;
  readonly steps: number;
  readonly lanes: readonly {
    readonly class: number;
    readonly scale: number;
    readonly interval?: readonly [number, number];
    readonly seed: number;
  }[];
  readonly runs: readonly {
    readonly config: JsonObject;
    readonly sampler: Sampler;
    readonly xs: Readonly<Record<string, readonly number[]>>;
    readonly nudges: Readonly<Record<string, readonly number[]>>;
  }[];
}

const read = (file: string): Buffer => readFileSync(resolve(import.meta.dirname, 'classes', file));
const reference: Runs = JSON.parse(read('runs.json').toString());
const lanes = reference.lanes.map(({ class: index, scale, interval, seed }): Lane => ({
  target: classTarget(index),
  guidanceScale: scale,
  seed,
  rule: classifierFree,
  ...(interval === undefined ? {} : { guidanceInterval: interval }),
}));

beforeAll(async () => {
  await startTestWasm();
});

const config = parseUNetConfig(parseJsonObject(read('unet-00.config.json'), 'config.json'), 'config.json');
const weights = openSafetensors(
  new Map([['unet', new Uint8Array(read('unet-00.weights.safetensors'))]]),
  'unet',
);

async function stepsOf(schedulerJson: JsonObject, sampler: Sampler, of: readonly Lane[]): Promise<Step[]> {
  const scheduler = parseSchedulerConfig(schedulerJson, 'scheduler_config.json');
  const denoiser = loadDenoiser(config, weights, reference.nullClass);
  const { nullClass } = reference;
  const pack = { sampleShape: denoiser.sampleShape, scheduler, classEmbeds: { count: 4, nullClass } };
  const model = { denoiser, guides: new Map(), pack, schedule: createSchedule(scheduler) };
  const spec = { sampler, rule: meanShift, steps: reference.steps, from: null };
  const steps: Step[] = [];
  for await (const step of chain(model, spec, () => of)) steps.push(step);
  denoiser.dispose();
  return steps;
}

describe.each(
  reference.runs.map(
    (run) =>
      [`${String(run.config['_class_name'])} of ${String(run.config['prediction_type'])}`, run] as const,
  ),
)('%s', (_, { config: scheduler, sampler, xs, nudges }) => {
  test('takes every step as the loop over diffusers does', async () => {
    const steps = await stepsOf(scheduler, sampler, lanes);
    for (const [index, expected] of Object.entries(xs)) {
      expect(maxDistance(steps[Number(index) - 1]!.xPrev, expected), `x of step ${index}`).toBeLessThan(
        TOLERANCE,
      );
    }
    for (const [index, expected] of Object.entries(nudges)) {
      const { meanShift: nudge } = steps[Number(index)]!;
      expect(maxDistance(nudge, expected), `nudge of step ${index}`).toBeLessThan(TOLERANCE);
    }
  });
});

describe('a lane', () => {
  const { config: scheduler, sampler } = reference.runs[0]!;

  test('at s = 0 is the one that asks for no class, to the last bit, and has no nudge', async () => {
    const [lane] = lanes;
    const { rule: _, ...plain } = lane!;
    const [guided, alone] = await Promise.all([
      stepsOf(scheduler, sampler, [lane!]),
      stepsOf(scheduler, sampler, [plain]),
    ]);
    guided.forEach((step, i) => {
      expect(step.xPrev).toEqual(alone[i]!.xPrev);
      expect(step.meanShift.every((value) => value === 0)).toBe(true);
      expect(alone[i]!.conditional).toBeUndefined();
    });
  });

  test('asks no guide; outside of a run its gradient is what the denoiser implies, and there is no belief', async () => {
    const [first] = await stepsOf(scheduler, sampler, [lanes[3]!]);
    const { modelOutput, conditional, transition, xt } = first!;
    expect(first!.guidance).toBeNull();
    const residual = Math.sqrt(1 - transition.alphaCumprod);
    const implied = modelOutput.map((eps, i) => (eps - conditional![i]!) / residual);
    const { nullClass } = reference;
    const denoiser = loadDenoiser(config, weights, nullClass);
    const info = {
      scheduler: parseSchedulerConfig(scheduler, 'scheduler_config.json'),
      classEmbeds: { count: 4, nullClass },
    };
    const asked = { xt, t: Float32Array.of(transition.t), guided: [lanes[3]!], denoiser: false };
    const { guidance, modelOutput: said } = await observe({ denoiser, guides: new Map(), info }, asked);
    denoiser.dispose();
    expect(said).toBeNull();
    expect(maxDistance(guidance!.gradient, implied)).toBeLessThan(1e-6);
    expect(guidance!.beliefs).toBeNull();
    expect([...guidance!.value]).toEqual([0]);
  });
});
