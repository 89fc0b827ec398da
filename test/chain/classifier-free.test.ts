// Classifier-free lanes beside lanes that a classifier steers, and one that nothing does, in one run on one noise.

import { describe, expect, it } from 'vitest';
import { chain } from '../../src/chain/chain';
import { arrange, firstFocus } from '../../src/history/arrangement';
import { expand, recordOf } from '../../src/history/step-record';
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
