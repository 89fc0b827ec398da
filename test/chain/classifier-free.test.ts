// Classifier-free lanes beside lanes that a classifier steers, and one that nothing does, in one run on one noise.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chain } from '../../src/chain/chain';
import { arrange, firstFocus } from '../../src/history/arrangement';
import { expand, recordOf } from '../../src/history/step-record';
import type { NudgeError } from '../../src/terms/errors';
import type { Lane } from '../../src/terms/lane';
import type { Denoiser } from '../../src/terms/networks';
import type { PackInfo } from '../../src/terms/pack-info';
import { classifierFree, meanShift } from '../../src/terms/rule';
import { beliefsAbout } from '../../src/terms/beliefs-about';
import type { Step } from '../../src/terms/step';
import { classTarget } from '../../src/terms/target';
import { pictureLayouts } from '../../src/worlds/images/layouts';
import { defaultSettings } from '../../src/worlds/images/settings';
import { linearConfig } from '../diffusion/config';
import { classGuide } from '../worker/class-guide';
import { stubModel } from './stub-model';

/** The stub, told a class: it expects more of it. `asked` has the classes of each of its batches. */
function conditional() {
  const model = stubModel();
  const asked: number[][] = [];
  const denoiser: Denoiser = {
    ...model.denoiser,
    predict: async (xt, t, before, classes = null) => {
      asked.push([...(classes ?? new Int32Array(t.length).fill(-1))]);
      const eps = await model.denoiser.predict(xt, t, before);
      return eps.map((value, i) => value - [0, 0.2, -0.2][1 + (classes?.[i] ?? -1)]!);
    },
  };
  return { ...model, denoiser, asked };
}

const spec = { sampler: { kind: 'ddpm' }, rule: meanShift, steps: 10, from: null } as const;
const free: Lane = { target: classTarget(0), guidanceScale: 3, seed: 5, guide: 'free', rule: classifierFree };
const classified: Lane = { target: classTarget(1), guidanceScale: 2, seed: 5, guide: 'classifier' };
const none: Lane = { ...classified, guidanceScale: 0 };

async function stepsOf(lanes: (index: number) => readonly Lane[], model = conditional()): Promise<Step[]> {
  const steps: Step[] = [];
  for await (const step of chain(model, spec, () => lanes(steps.length))) steps.push(step);
  return steps;
}

describe('lanes of either rule in one run', () => {
  it('are each what they are alone, and the denoiser is asked once a step', async () => {
    const model = conditional();
    const all = [classified, free, none];
    const together = await stepsOf(() => all, model);
    expect(model.asked).toHaveLength(10);
    expect(model.asked[0]).toEqual([-1, -1, -1, 0]);
    for (const [lane, each] of all.entries()) {
      const alone = await stepsOf(() => [each]);
      together.forEach((step, i) => {
        expect(step.xPrev[lane]).toBe(alone[i]!.xPrev[0]);
        expect(step.meanShift[lane]).toBe(alone[i]!.meanShift[0]);
      });
    }
    const last = together.at(-1)!;
    expect(last.xPrev[1]).not.toBe(last.xPrev[2]);
    expect(beliefsAbout(last, 0)).toHaveLength(2);
    expect(beliefsAbout(last, 1)).toBeNull();
  });

  it('are the same again from what is kept of them', async () => {
    const steps = await stepsOf(() => [free, none]);
    const { pack } = conditional();
    for (const [i, step] of steps.entries()) {
      const again = expand(recordOf(step, i, defaultSettings), pack, 10)!;
      expect(again).toEqual(step);
    }
  });

  it('follow from one guide to the other in mid-run', async () => {
    const steps = await stepsOf((index) => (index < 5 ? [classified] : [{ ...free, seed: 5 }]));
    expect(steps.map(({ conditional: c }) => c !== undefined)).toEqual(steps.map((_, index) => index >= 5));
  });

  it('are asked with their class only of a denoiser that always has one, and nothing is nudged', async () => {
    const model = conditional();
    const pack = { ...model.pack, classEmbeds: { count: 2, nullClass: null } };
    const [first] = await stepsOf(() => [free], { ...model, pack });
    expect(model.asked[0]).toEqual([0]);
    expect(first!.meanShift[0]).toBe(0);
  });
});

describe('a learned Σ', () => {
  /** The same, and Σ without a class and with it. */
  function withVariance(without: number, withClass: number, varianceType: 'learned' | 'learned_range') {
    const model = conditional();
    const denoiser: Denoiser = {
      ...model.denoiser,
      predict: async (xt, t, before, classes = null) => {
        const eps = await model.denoiser.predict(xt, t, before, classes);
        return Float32Array.from({ length: 2 * eps.length }, (_, i) => {
          if (i % 2 === 0) return eps[i / 2]!;
          return (classes?.[(i - 1) / 2] ?? -1) < 0 ? without : withClass;
        });
      },
    };
    const scheduler = { ...model.pack.scheduler, varianceType };
    return { ...model, denoiser, pack: { ...model.pack, scheduler } };
  }
  const first = async (model: ReturnType<typeof withVariance>, lane: Lane, kind: 'ddpm' | 'ddim') => {
    const sampler = kind === 'ddpm' ? { kind } : { kind, eta: 0 };
    for await (const step of chain(model, { ...spec, sampler }, () => [none, lane])) return step;
    throw new Error('expected a step');
  };

  it('that guidance takes below 0 is refused in a sentence with Σ, t, s and a way out', async () => {
    const model = withVariance(0.02, 0.01, 'learned');
    const error: unknown = await first(model, free, 'ddpm').catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'bad-request',
      message:
        'Σ at t = 999: expected a positive one, got -0.01, for at s = 3 classifier-free guidance goes beyond the Σ that the model gives with its class and without.',
    });
    expect((error as NudgeError).hint).toMatch(/smaller s.*DDIM.*learned_range/);
    const outside = { ...free, guidanceInterval: [0, 100] } as const;
    expect((await first(model, outside, 'ddpm')).xPrev.every(Number.isFinite)).toBe(true);
    expect((await first(model, free, 'ddim')).xPrev.every(Number.isFinite)).toBe(true);
  });

  it('that is not positive with the class alone is the model’s own fault', async () => {
    const error = first(withVariance(0.02, -0.01, 'learned'), { ...free, guidanceScale: 0.1 }, 'ddpm');
    await expect(error).rejects.toMatchObject({ code: 'pack-unsupported' });
  });

  it('is used wherever it is positive, and a step never holds what is no number', async () => {
    const numbers = fc.double({ min: 1e-3, max: 1, noNaN: true });
    const scales = fc.double({ min: 0, max: 20, noNaN: true });
    const types = fc.constantFrom('learned' as const, 'learned_range' as const);
    const property = fc.asyncProperty(numbers, numbers, scales, types, async (u, c, guidanceScale, type) => {
      const [without, withClass] = [Math.fround(u), Math.fround(c)];
      const isPositive = Math.fround(without + guidanceScale * (withClass - without)) > 0;
      const taken = first(withVariance(without, withClass, type), { ...free, guidanceScale }, 'ddpm');
      if (type === 'learned' && !isPositive) await expect(taken).rejects.toThrow(/^Σ at t = 999/);
      else expect([...(await taken).xPrev].filter((x) => !Number.isFinite(x))).toEqual([]);
    });
    await fc.assert(property);
  });
});

describe('the layout of guides', () => {
  const pack: PackInfo = {
    id: 'both',
    title: 'Both',
    sampleShape: [1, 1, 1],
    scheduler: linearConfig,
    guides: [
      { ...classGuide(['up', 'down']), id: 'classifier' },
      { ...classGuide(['up', 'down']), id: 'classifier-free', rule: classifierFree },
    ],
    classEmbeds: { count: 3, nullClass: 2 },
    hasJudge: false,
    defaultSteps: 100,
    parameters: 1,
  };
  const layout = pictureLayouts.find(({ id }) => id === 'guides')!;

  it('is one noise in three lanes: a classifier, classifier-free, and none', () => {
    const settings = { ...defaultSettings, layout, guide: 'classifier-free' };
    const { lanes, guides } = arrange(settings, pack);
    expect(lanes.map(({ guide, rule }) => [guide, rule?.kind])).toEqual([
      ['classifier', undefined],
      ['classifier-free', 'classifier-free'],
      ['classifier-free', 'classifier-free'],
    ]);
    expect(guides?.map((guide) => guide?.id ?? null)).toEqual(['classifier', 'classifier-free', null]);
    expect(new Set(lanes.map(({ seed }) => seed)).size).toBe(1);
    expect(lanes.at(-1)!.guidanceScale).toBe(0);
    expect(firstFocus(settings, pack)).toBe(1);
  });

  it('has no unguided twin of a denoiser that is always told its class', () => {
    const always = { ...pack, classEmbeds: { count: 2, nullClass: null } };
    expect(arrange({ ...defaultSettings, guide: 'classifier-free' }, always).lanes).toHaveLength(1);
    expect(arrange({ ...defaultSettings, guide: 'classifier-free' }, pack).lanes).toHaveLength(2);
  });
});
