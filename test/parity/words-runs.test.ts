// Runs of training/words/fixtures.py, a step at a time from the reference's own x_t: what the networks say along a
// chain, and where the chain's own step then takes it.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSchedule } from '../../src/diffusion/schedule';
import { stepRules, takeStep, type Ask } from '../../src/diffusion/take-step';
import { transitions } from '../../src/diffusion/transitions';
import { chosenValues } from '../../src/nn/slots';
import { openTextClassifier } from '../../src/nn/words/text-classifier';
import { openTextDenoiser } from '../../src/nn/words/text-denoiser';
import { tokensOfLength } from '../../src/diffusion/words/tokens';
import { parseTextClassifierConfig } from '../../src/pack/configs/text-classifier-config';
import { parseTextDenoiserConfig } from '../../src/pack/configs/text-denoiser-config';
import { parseSchedulerConfig } from '../../src/pack/scheduler-config';
import { parseJsonObject } from '../../src/pack/json';
import type { Guidance, NetworkOutputs } from '../../src/terms/networks';
import { meanShift, type RunRule, type Updates } from '../../src/terms/rule';
import type { Step } from '../../src/terms/step';
import { classTarget } from '../../src/terms/target';
import { startTestWasm } from '../kernels/start-test-wasm';
import { maxDistance } from './reference';
import type { Read } from './guide-cases';
import { textFiles } from './words-cases';

const root = resolve(import.meta.dirname, '../..');
const read: Read = (path) => readFile(resolve(root, path));

beforeAll(async () => {
  await startTestWasm();
});

type Samples = Float32Array<ArrayBuffer>;
/** x_t at t, with the x_0 that was predicted last. */
type Guiding = (
  xt: Samples,
  t: Float32Array,
  before: Samples | null,
) => Promise<Pick<Guidance, 'value' | 'gradient'>>;

const usual: Updates = { kind: 'updates', count: 3, length: 0.1, weight: 0.01, quiet: 0.05, sign: true };
/** As training/words/fixtures.py has them. */
const ruleOf = {
  'k-updates': usual,
  length: usual,
  'k-updates-weaker': { ...usual, decay: 1, sure: 0.2 },
  'k-updates-gradient': { ...usual, sign: false, length: 1, sure: 0.2 },
} satisfies Record<string, Updates>;

const SMALL = 'test/parity/words/small';
const packs = [
  {
    reference: 'small',
    denoiser: `${SMALL}/denoiser`,
    classifier: `${SMALL}/classifier`,
    slot: 1,
    label: 2,
    steps: 10,
  },
  {
    reference: 'small-self-conditioned',
    denoiser: `${SMALL}/self-conditioned-denoiser`,
    classifier: `${SMALL}/classifier`,
    slot: 1,
    label: 2,
    steps: 10,
  },
  {
    reference: 'words',
    denoiser: 'models/words/denoiser',
    classifier: 'models/words/classifier',
    slot: 0,
    label: 1,
    steps: 200,
  },
] as const;

describe.each(packs)(
  '$reference',
  ({ reference, denoiser: folder, classifier: other, slot, label, steps: count }) => {
    const open = async (way: string) => {
      const { json, source, reference: run } = await textFiles(read, { folder, reference }, way);
      const denoiser = openTextDenoiser(parseTextDenoiserConfig(json, 'config.json'), source);
      const files = await textFiles(read, { folder: other, reference }, way);
      const classifier = openTextClassifier(
        parseTextClassifierConfig(files.json, 'config.json'),
        files.source,
      );
      const scales = run.flat('scales');
      const moves = run.flat('t_prev_variance');
      const size = run.flat('xt').length / (moves.length / 3);
      const path = `${folder.replace(/\/[\w-]+$/, '')}/scheduler/scheduler_config.json`;
      const scheduler = parseSchedulerConfig(parseJsonObject(await read(path), path), path);
      const plan = transitions(scheduler, createSchedule(scheduler), { kind: 'ddpm' }, count);
      const steps = Array.from({ length: moves.length / 3 }, (_, i) => {
        const at = (name: string) => run.flat(name).slice(i * size, (i + 1) * size);
        const [t = 0, prevT = 0, variance = 0] = moves.subarray(3 * i);
        return {
          at,
          t,
          prevT,
          variance,
          transition: plan[i]!,
          before: i === 0 ? null : run.flat('pred_x0').slice((i - 1) * size, i * size),
        };
      });
      const towardLabel: Guiding = async (xt, t) => {
        const wanted = [...scales].map(() => classifier.slots.map((_, i) => (i === slot ? label : -1)));
        return await classifier.evaluate(xt, t, chosenValues(classifier.slots, wanted));
      };
      const towardLength: Guiding = async (xt, t, before) => {
        const positions = denoiser.sampleShape[1];
        const tokens = [...scales].flatMap(() => [...tokensOfLength(Math.floor(positions / 2), positions)]);
        return await denoiser.towardWords(xt, t, Int32Array.from(tokens), before);
      };
      const embeddings = Float32Array.from(denoiser.rounding.embedding);
      /** One of the steps as the chain takes it, from the reference's own x_t. */
      const take = async (step: (typeof steps)[number], guide: Guiding, rule: RunRule): Promise<Step> => {
        const rules = stepRules(
          { embeddings, sampleShape: denoiser.sampleShape, scheduler },
          { sampler: { kind: 'ddpm' }, rule, steps: count },
        );
        const lanes = [...scales].map((guidanceScale, seed) => ({
          target: classTarget(0),
          guidanceScale,
          seed,
        }));
        const answer = async ({ x, t, before, denoiser: asksDenoiser, guide: asksGuide }: Ask) => {
          const times = new Float32Array(scales.length).fill(t);
          return {
            modelOutput: asksDenoiser ? await denoiser.predict(x, times, before) : null,
            guidance: asksGuide ? { ...(await guide(x, times, before)), beliefs: null } : null,
          } satisfies NetworkOutputs;
        };
        expect([step.transition.t, step.transition.prevT]).toEqual([step.t, step.prevT]);
        expect(step.transition.variance).toBeCloseTo(step.variance, 6);
        const taking = takeStep(rules, step.transition, lanes, step.at('xt'), step.before);
        let next = taking.next();
        while (next.done !== true) next = taking.next(await answer(next.value));
        return next.value;
      };
      const dispose = () => {
        denoiser.dispose();
        classifier.dispose();
      };
      return { denoiser, scales, steps, size, towardLabel, towardLength, take, dispose };
    };

    test('predicts x_0 along a run, told of the step before', async () => {
      const { denoiser, scales, steps, dispose } = await open('unguided');
      for (const { at, t, before } of steps) {
        const x0 = await denoiser.predict(at('xt'), new Float32Array(scales.length).fill(t), before);
        expect(maxDistance(x0, at('pred_x0')), `t = ${t}`).toBeLessThan(1e-4);
      }
      dispose();
    });

    test('nudges as Algorithm 1 does', async () => {
      const { steps, towardLabel, take, dispose } = await open('algorithm-1');
      for (const step of steps) {
        const { meanShift: nudge } = await take(step, towardLabel, meanShift);
        expect(maxDistance(nudge, step.at('nudge')), `t = ${step.t}`).toBeLessThan(1e-5);
      }
      dispose();
    });

    const weaker = reference === 'small' ? (['k-updates-weaker', 'k-updates-gradient'] as const) : [];
    test.each(['k-updates', 'length', ...weaker] as const)(
      'takes K updates from the reference’s own x_t: %s',
      async (way) => {
        const { steps, size, towardLabel, towardLength, take, dispose } = await open(way);
        let wrong = 0;
        for (const step of steps) {
          const taken = await take(step, way === 'length' ? towardLength : towardLabel, ruleOf[way]);
          expect(taken.updates.length, `t = ${step.t}`).toBe(step.prevT < 0 ? 0 : 3);
          const expected = step.at('x_prev');
          wrong += taken.xPrev.filter((value, i) => !(Math.abs(value - expected[i]!) < 1e-3)).length;
        }
        expect(wrong / (steps.length * size)).toBeLessThanOrEqual(1e-4); // signs of numbers near 0
        dispose();
      },
    );
  },
);
