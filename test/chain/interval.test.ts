// A guidance interval: the step inside of it is the guided one, and outside of it the unguided one, bit for bit.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chain } from '../../src/chain/chain';
import { guidedSteps } from '../../src/history/guided-steps';
import type { Interval } from '../../src/terms/interval';
import { scaleAt, type Lane } from '../../src/terms/lane';
import { meanShift, type GuidanceRule } from '../../src/terms/rule';
import type { Sampler } from '../../src/terms/scheduler';
import type { Step } from '../../src/terms/step';
import { classTarget } from '../../src/terms/target';
import { intervals } from '../terms/intervals';
import { stubModel } from './stub-model';

const updates: GuidanceRule = {
  kind: 'updates',
  count: 2,
  length: 0.1,
  weight: 0.01,
  quiet: 0.2,
  sign: true,
};
const ways = fc.record({
  sampler: fc.constantFrom<Sampler>({ kind: 'ddpm' }, { kind: 'ddim', eta: 0 }, { kind: 'ddim', eta: 0.5 }),
  rule: fc.constantFrom(meanShift, updates),
  steps: fc.integer({ min: 1, max: 25 }),
});
type Way = typeof ways extends fc.Arbitrary<infer T> ? T : never;

const guided: Lane = { target: classTarget(0), guidanceScale: 3, seed: 7 };
const twin: Lane = { ...guided, guidanceScale: 0 };

async function take(way: Way, lanes: readonly Lane[]): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for await (const step of chain(stubModel(), { ...way, from: null }, () => lanes)) steps.push(step);
  return steps;
}

/** Everything of a run's steps but what their lanes are. */
const numbersOf = (steps: readonly Step[]) => steps.map((step) => ({ ...step, lanes: null }));

const within = (guidanceInterval: Interval): Lane => ({ ...guided, guidanceInterval });

describe('a guidance interval', () => {
  it('of all timesteps gives what none gives, and so does null', async () => {
    await fc.assert(
      fc.asyncProperty(ways, async (way) => {
        const none = numbersOf(await take(way, [guided, twin]));
        for (const guidanceInterval of [[0, 999] as const, null]) {
          const lanes = [guided, twin].map((lane) => ({ ...lane, guidanceInterval }));
          expect(numbersOf(await take(way, lanes))).toEqual(none);
        }
      }),
    );
  });

  it('that has no step gives the unguided run', async () => {
    await fc.assert(
      fc.asyncProperty(ways, intervals, async (way, interval) => {
        const steps = await take(way, [within(interval)]);
        const timesteps = steps.map(({ transition }) => transition.t);
        const free = numbersOf(await take(way, [twin]));
        if (guidedSteps(timesteps, interval, way.rule) === 0) expect(numbersOf(steps)).toEqual(free);
        const none = timesteps.find((t) => !timesteps.includes(t + 1) && t < 998);
        if (none === undefined) return;
        expect(numbersOf(await take(way, [within([none + 1, none + 1])]))).toEqual(free);
      }),
    );
  });

  it('makes of each step, from where it begins, the guided one inside and its twin’s outside', async () => {
    await fc.assert(
      fc.asyncProperty(ways, intervals, async (way, interval) => {
        const [low, high] = interval;
        const steps = await take(way, [within(interval)]);
        let acted = 0;
        for (const { transition, xt, xPrev, updates: asked } of steps) {
          const { t } = transition;
          const isInside = t >= low && t <= high;
          const from = { t, xt, before: null };
          const run = chain(stubModel(), { ...way, from }, () => [isInside ? guided : twin]);
          const again = (await run.next()).value;
          expect(again?.xPrev).toEqual(xPrev);
          if (isInside && (way.rule.kind === 'mean-shift' || asked.length > 0)) acted++;
        }
        const timesteps = steps.map(({ transition }) => transition.t);
        expect(acted).toBe(guidedSteps(timesteps, interval, way.rule));
      }),
    );
  });

  it('leaves a twin alone, whatever its own', async () => {
    await fc.assert(
      fc.asyncProperty(ways, intervals, async (way, guidanceInterval) => {
        const pair = await take(way, [within(guidanceInterval), { ...twin, guidanceInterval }]);
        const alone = await take(way, [twin]);
        pair.forEach((step, i) => {
          expect(step.xPrev[1]).toBe(alone[i]!.xPrev[0]);
          expect(step.noise?.[0]).toBe(step.noise?.[1]);
        });
      }),
    );
  });

  it('still has the guide asked outside of it: its belief is shown there', async () => {
    const steps = await take({ sampler: { kind: 'ddpm' }, rule: meanShift, steps: 10 }, [within([0, 0])]);
    for (const step of steps) {
      expect(step.guidance?.beliefs).toHaveLength(2);
      expect(step.guidance?.gradient[0]).not.toBe(0);
      expect(Math.abs(step.meanShift[0]!)).toBe(0);
    }
  });

  it('asks only about what it nudges where nobody sees the rest, and x is the same bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(ways, intervals, async (way, interval) => {
        const model = stubModel();
        const guide = model.guides.get('classifier')!;
        const asked: number[] = [];
        const evaluate: typeof guide.evaluate = (xt, t, ...more) => {
          asked.push(xt.length);
          return guide.evaluate(xt, t, ...more);
        };
        const guides = new Map([['classifier', { ...guide, evaluate }]]);
        const lanes = [within(interval), twin, guided];
        const seen: Step[] = [];
        const spec = { ...way, from: null, onlyNudged: true };
        for await (const step of chain({ ...model, guides }, spec, () => lanes)) seen.push(step);
        const all = await take(way, lanes);
        const x = (steps: readonly Step[]) => steps.map(({ xt, xPrev }) => [xt, xPrev]);
        expect(x(seen)).toEqual(x(all));
        const nudged = all.flatMap(({ transition: { t }, updates: each }) =>
          Array.from(
            { length: way.rule.kind === 'updates' ? each.length : 1 },
            () => lanes.filter((lane) => scaleAt(lane, t) > 0).length,
          ),
        );
        expect(asked).toEqual(nudged);
      }),
    );
  });
});
