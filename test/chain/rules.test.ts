// What a run may have beside Algorithm 1 and 2: K updates, denoisers that look at their last x̂_0, several guides in
// one batch, scales that hold for some t only. The stub's numbers are known, so each is written out beside the chain.

import { describe, expect, it } from 'vitest';
import { chain, type ChainModel } from '../../src/chain/chain';
import { expand, recordOf } from '../../src/history/step-record';
import type { Lane } from '../../src/terms/lane';
import type { RunSpec } from '../../src/terms/messages';
import type { Denoiser, Guide } from '../../src/terms/networks';
import { meanShift, type Updates } from '../../src/terms/rule';
import type { Step } from '../../src/terms/step';
import { classTarget } from '../../src/terms/target';
import { defaultSettings } from '../../src/worlds/images/settings';
import { stubModel } from './stub-model';

const updates: Updates = { kind: 'updates', count: 3, length: 0.1, weight: 0.01, quiet: 0.2, sign: true };
const spec = (over: Partial<RunSpec> = {}): Omit<RunSpec, 'lanes'> => ({
  sampler: { kind: 'ddpm' },
  rule: updates,
  steps: 20,
  from: null,
  ...over,
});
const lane = (target: number, guidanceScale: number, seed: number, more: Partial<Lane> = {}): Lane => ({
  target: classTarget(target),
  guidanceScale,
  seed,
  ...more,
});

async function collect(run: AsyncGenerator<Step>): Promise<Step[]> {
  const steps: Step[] = [];
  for await (const step of run) steps.push(step);
  return steps;
}

/** The stub, told the x̂_0 of the step before: it leans toward it. */
function selfConditioned(): ReturnType<typeof stubModel> {
  const model = stubModel();
  const plain = model.denoiser;
  const denoiser: Denoiser = {
    ...plain,
    selfConditioned: true,
    predict: async (xt, t, before) => {
      const eps = await plain.predict(xt, t, null);
      return eps.map((value, i) => value + 0.05 * (before?.[i] ?? 0));
    },
  };
  return { ...model, denoiser };
}

/** The chain rounds to 32 bits elsewhere. */
function expectClose(a: Float32Array, b: Float32Array): void {
  a.forEach((value, i) => expect(Math.abs(value - b[i]!)).toBeLessThan(1e-6));
}

const guideOf = (model: ChainModel): Guide => model.guides.get('classifier')!;

describe('K updates', () => {
  it('move x_prev as Diffusion-LM’s AdaGrad does, each from a gradient of its own', async () => {
    const model = stubModel();
    const lanes = [lane(0, 2, 1), lane(1, 0.5, 2)];
    for (const step of await collect(chain(model, spec(), () => lanes))) {
      const { transition, mean, noise, xPrev, meanShift: nudge } = step;
      const sigma = Math.sqrt(transition.variance);
      let x = mean.map((value, i) => value + (noise === null ? 0 : sigma * noise[i]!));
      const before = x;
      const isQuiet = transition.prevT < 0 || transition.index >= 16; // of 20 steps the last fifth
      expect(step.updates).toHaveLength(isQuiet ? 0 : 3);
      expect(step.guidance).toBeNull();
      for (const { x: asked, guidance } of step.updates) {
        expectClose(asked, x);
        const times = new Float32Array(2).fill(transition.prevT);
        const said = await guideOf(model).evaluate(asked, times, [0, 1].map(classTarget), null);
        expect(guidance).toEqual(said);
        x = asked.map((value, i) => {
          const force = said.gradient[i]! - (2 * 0.01 * (value - mean[i]!)) / sigma;
          return value + [2, 0.5][i]! * 0.1 * Math.sign(force);
        });
      }
      expectClose(xPrev, x);
      expectClose(
        nudge,
        x.map((value, i) => value - before[i]!),
      );
    }
  });

  it('without signs go along the gradient itself', async () => {
    const rule = { ...updates, count: 1, sign: false, weight: 0, quiet: 0 };
    const [step] = await collect(chain(stubModel(), spec({ rule }), () => [lane(0, 2, 1)]));
    const gradient = step!.updates[0]!.guidance.gradient[0]!;
    expect(step!.meanShift[0]).toBeCloseTo(2 * 0.1 * gradient, 6);
  });

  it('at s = 0, and without a guide, leave the chain as it is', async () => {
    const free = await collect(chain(stubModel(), spec({ rule: meanShift }), () => [lane(0, 0, 1)]));
    const atZero = await collect(chain(stubModel(), spec(), () => [lane(0, 0, 1)]));
    const alone = await collect(chain({ ...stubModel(), guides: new Map() }, spec(), () => [lane(0, 4, 1)]));
    for (const steps of [atZero, alone]) {
      expect(steps.map(({ xPrev }) => xPrev)).toEqual(free.map(({ xPrev }) => xPrev));
    }
    expect(alone.every((step) => step.updates.length === 0)).toBe(true);
  });

  it('ask the denoiser once a step and the guide K times, and never in the quiet steps', async () => {
    const model = stubModel();
    await collect(chain(model, spec(), () => [lane(0, 1, 1)]));
    expect(model.calls).toEqual({ denoiser: 20, guide: 3 * 16 });
  });
});

describe('a self-conditioned denoiser', () => {
  it('ask the guide once a step about a lane that stands still, and know the same of it', async () => {
    const model = stubModel();
    const asked: number[] = [];
    const guide: Guide = {
      ...guideOf(model),
      evaluate: async (xt, ...rest) => {
        asked.push(xt.length);
        return await guideOf(model).evaluate(xt, ...rest);
      },
    };
    const watched = { ...model, guides: new Map([['classifier', guide]]) };
    const lanes = [lane(0, 1, 1), lane(0, 0, 1), lane(1, 2, 3)];
    const steps = await collect(chain(watched, spec(), () => lanes));
    expect(asked).toEqual(Array.from({ length: 16 }, () => [3, 2, 2]).flat());
    for (const { updates: all, xPrev, mean, noise, transition } of steps.slice(0, 16)) {
      for (const { x, guidance } of all) {
        const times = new Float32Array(3).fill(transition.prevT);
        const targets = lanes.map(({ target }) => target);
        expect(guidance).toEqual(await guideOf(model).evaluate(x, times, targets, null));
      }
      expectClose(
        xPrev.subarray(1, 2),
        mean.map((m, i) => m + Math.sqrt(transition.variance) * (noise?.[i] ?? 0)).subarray(1, 2),
      );
    }
    asked.length = 0;
    await collect(chain(watched, spec(), () => [lane(0, 0, 1)]));
    expect(asked).toEqual(Array(16).fill(1));
  });

  it('is told the x̂_0 of the step before as it was predicted, and nothing at first', async () => {
    const steps = await collect(chain(selfConditioned(), spec(), () => [lane(0, 2, 1)]));
    expect(steps[0]!.before).toBeNull();
    for (const [i, step] of steps.slice(1).entries()) {
      const { xt, eps, transition } = steps[i]!;
      const a = transition.alphaCumprod;
      expect(step.before![0]).toBeCloseTo((xt[0]! - Math.sqrt(1 - a) * eps[0]!) / Math.sqrt(a), 3);
    }
  });

  it('goes the same way from any step, bit for bit, and expands from what the history keeps', async () => {
    for (const rule of [updates, meanShift]) {
      const model = selfConditioned();
      const lanes = [lane(0, 2, 1), lane(1, 0, 1)];
      const whole = await collect(chain(model, spec({ rule }), () => lanes));
      for (const step of [whole[0]!, whole[7]!, whole[19]!]) {
        const from = { t: step.transition.t, xt: step.xt, before: step.before };
        const rest = await collect(chain(model, spec({ rule, from }), () => lanes));
        expect(rest).toEqual(whole.slice(step.transition.index));
      }
      for (const [index, step] of whole.entries()) {
        expect(expand(recordOf(step, index, defaultSettings), model.pack, 20)).toEqual(step);
      }
    }
  });
});

describe('several guides in one batch', () => {
  /** The stub's guide beside one that pulls the other way. */
  function twoGuides(): ChainModel {
    const model = stubModel();
    const guide = guideOf(model);
    const contrary: Guide = {
      ...guide,
      evaluate: async (...asked) => {
        const said = await guide.evaluate(...asked);
        return { ...said, gradient: said.gradient.map((g) => -g) };
      },
    };
    return {
      ...model,
      guides: new Map([
        ['classifier', guide],
        ['contrary', contrary],
      ]),
    };
  }

  it('steer each lane as alone', async () => {
    for (const rule of [meanShift, updates]) {
      const lanes = [lane(0, 2, 1), lane(0, 2, 2, { guide: 'contrary' }), lane(1, 1, 3), lane(0, 0, 4)];
      const together = await collect(chain(twoGuides(), spec({ rule }), () => lanes));
      for (const [i, one] of lanes.entries()) {
        const alone = await collect(chain(twoGuides(), spec({ rule }), () => [one]));
        expect(together.map(({ xPrev }) => xPrev[i])).toEqual(alone.map(({ xPrev }) => xPrev[0]));
      }
      const [mine, other] = [0, 1].map((i) => Math.sign(together.at(-1)!.xPrev[i]!));
      expect([mine, other]).toEqual([1, -1]);
    }
  });

  it('refuse an id that is not there', async () => {
    const run = chain(twoGuides(), spec(), () => [lane(0, 1, 1, { guide: 'nobody' })]);
    await expect(collect(run)).rejects.toThrow('expected one of classifier, contrary, got nobody');
  });
});

describe('a guidance interval', () => {
  it('guides at its t alone, both ends with it', async () => {
    const lanes = [lane(0, 3, 1, { guidanceInterval: [299, 599] })];
    for (const step of await collect(chain(stubModel(), spec({ rule: meanShift }), () => lanes))) {
      const { t } = step.transition;
      expect(step.meanShift[0] !== 0, `t = ${t}`).toBe(t >= 299 && t <= 599);
    }
  });
});

describe('embeddings', () => {
  it('move x̂_0 to the nearest row, ties to the first, before it is used', async () => {
    const model = stubModel();
    const embeddings = Float32Array.of(-0.5, 0.5, 0.5);
    const pack = { ...model.pack, embeddings };
    const steps = await collect(chain({ ...model, pack }, spec({ rule: meanShift }), () => [lane(0, 1, 1)]));
    for (const { predX0, eps, xt, transition } of steps) {
      const a = transition.alphaCumprod;
      const x0 = (xt[0]! - Math.sqrt(1 - a) * eps[0]!) / Math.sqrt(a);
      expect(predX0[0]).toBe(x0 < 0 ? -0.5 : 0.5);
    }
  });
});
