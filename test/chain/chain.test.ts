import { describe, expect, it } from 'vitest';
import { chain } from '../../src/chain/chain';
import type { Lane } from '../../src/terms/lane';
import type { RunSpec } from '../../src/terms/messages';
import type { Step } from '../../src/terms/step';
import { MEANS, stubModel } from './stub-model';
import { meanShift } from '../../src/terms/rule';
import { classOf, classTarget } from '../../src/terms/target';

const ddpm = (steps: number): Omit<RunSpec, 'lanes'> => ({
  sampler: { kind: 'ddpm' },
  rule: meanShift,
  steps,
  from: null,
});
const lane = (target: number, guidanceScale: number, seed: number): Lane => ({
  target: classTarget(target),
  guidanceScale,
  seed,
});

async function collect(run: AsyncGenerator<Step>): Promise<Step[]> {
  const steps: Step[] = [];
  for await (const step of run) steps.push(step);
  return steps;
}

describe('chain', () => {
  it('reaches the class it is asked for, and without guidance both', async () => {
    const lanes = Array.from({ length: 400 }, (_, i) => lane(i % 2, i < 200 ? 1 : 0, i));
    const steps = await collect(chain(stubModel(), ddpm(100), () => lanes));
    const x0 = steps.at(-1)!.xPrev;
    const right = lanes.map((l, i) => Math.sign(x0[i]!) === Math.sign(MEANS[classOf(l.target)!]!));
    const share = (hits: boolean[]) => hits.filter(Boolean).length / hits.length;
    expect(share(right.slice(0, 200))).toBeGreaterThan(0.97);
    expect(share(right.slice(200))).toBeGreaterThan(0.38);
    expect(share(right.slice(200))).toBeLessThan(0.62);
  });

  it('gives lanes of one seed the same noise, and a lane the same path whatever its company', async () => {
    const alone = await collect(chain(stubModel(), ddpm(20), () => [lane(0, 4, 7)]));
    const inPair = await collect(chain(stubModel(), ddpm(20), () => [lane(1, 0, 7), lane(0, 4, 7)]));
    inPair.forEach((step, i) => {
      expect(step.xPrev[1]).toBe(alone[i]!.xPrev[0]);
      if (step.noise !== null) expect(step.noise[0]).toBe(step.noise[1]);
    });
    expect(inPair[0]!.xt[0]).toBe(inPair[0]!.xt[1]);
  });

  it('resumed from any step goes the same way, bit for bit', async () => {
    for (const sampler of [{ kind: 'ddpm' }, { kind: 'ddim', eta: 0.5 }] as const) {
      const lanes = [lane(0, 2, 1), lane(1, 0, 2)];
      const whole = await collect(
        chain(stubModel(), { sampler, rule: meanShift, steps: 25, from: null }, () => lanes),
      );
      for (const step of [whole[0]!, whole[11]!, whole[24]!]) {
        const from = { t: step.transition.t, xt: step.xt, before: null };
        const rest = await collect(
          chain(stubModel(), { sampler, rule: meanShift, steps: 25, from }, () => lanes),
        );
        expect(rest).toEqual(whole.slice(step.transition.index));
      }
    }
  });

  it('is steered from the next step, and the Step says so', async () => {
    let lanes = [lane(0, 2, 3)];
    const steps: Step[] = [];
    for await (const step of chain(stubModel(), ddpm(30), () => lanes)) {
      steps.push(step);
      if (step.transition.index === 9) lanes = [lane(1, 8, 3)];
    }
    expect(steps.map((step) => classOf(step.lanes[0]!.target))).toEqual([
      ...Array(10).fill(0),
      ...Array(20).fill(1),
    ]);
    expect(steps[10]!.lanes[0]!.guidanceScale).toBe(8);
  });

  it('survives its Steps being transferred away', async () => {
    const lanes = [lane(0, 2, 3)];
    const kept = await collect(chain(stubModel(), ddpm(10), () => lanes));
    let last = 0;
    for await (const step of chain(stubModel(), ddpm(10), () => lanes)) {
      last = step.xPrev[0]!;
      structuredClone(null, { transfer: [step.xt.buffer, step.xPrev.buffer] });
    }
    expect(last).toBe(kept.at(-1)!.xPrev[0]);
  });

  it('takes the papers’ step: eq. 7 of Ho et al. with Algorithm 1, eq. 12 of Song et al. with Algorithm 2', async () => {
    const s = 3;
    for (const sampler of [{ kind: 'ddpm' }, { kind: 'ddim', eta: 1 }] as const) {
      const spec = { sampler, rule: meanShift, steps: 12, from: null };
      for (const step of await collect(chain(stubModel(), spec, () => [lane(1, s, 5)]))) {
        const { alphaCumprod: a, alphaCumprodPrev: aPrev } = step.transition;
        const [x, eps, g] = [step.xt[0]!, step.modelOutput[0]!, step.guidance!.gradient[0]!];
        const beta = 1 - a / aPrev;
        const variance = ((1 - aPrev) / (1 - a)) * beta;
        const noise = Math.sqrt(variance) * (step.noise?.[0] ?? 0);
        let xPrev: number;
        if (sampler.kind === 'ddpm') {
          const mean = (x - (beta / Math.sqrt(1 - a)) * eps) / Math.sqrt(1 - beta); // the same in ε: eq. 11
          xPrev = mean + s * variance * g + noise;
        } else {
          const guided = eps - s * Math.sqrt(1 - a) * g;
          const x0 = (x - Math.sqrt(1 - a) * guided) / Math.sqrt(a);
          xPrev = Math.sqrt(aPrev) * x0 + Math.sqrt(Math.max(0, 1 - aPrev - variance)) * guided + noise;
        }
        expect(Math.abs(step.xPrev[0]! - xPrev)).toBeLessThan(2e-5 * Math.max(1, Math.abs(xPrev)));
      }
    }
  });

  it('runs without a guide', async () => {
    const steps = await collect(chain({ ...stubModel(), guides: new Map() }, ddpm(5), () => [lane(0, 4, 1)]));
    expect(steps).toHaveLength(5);
    expect(steps.every((step) => step.guidance === null && step.meanShift[0] === 0)).toBe(true);
  });

  it('asks each network once a step', async () => {
    const model = stubModel();
    await collect(chain(model, ddpm(8), () => [lane(0, 1, 1), lane(0, 0, 1)]));
    expect(model.calls).toEqual({ denoiser: 8, guide: 8 });
  });

  it('says when a network breaks, and when x_t does not fit', async () => {
    const model = stubModel();
    const broken = {
      ...model,
      denoiser: { ...model.denoiser, predict: () => Promise.resolve(new Float32Array([NaN])) },
    };
    await expect(collect(chain(broken, ddpm(3), () => [lane(0, 1, 1)]))).rejects.toThrow(
      /denoiser produced NaN at t = 999/,
    );
    const from = { t: 500, xt: new Float32Array(3), before: null };
    await expect(collect(chain(model, { ...ddpm(3), from }, () => [lane(0, 1, 1)]))).rejects.toThrow(
      /expected 1 numbers of x_t, got 3/,
    );
  });

  it('stops with a sentence where the guide’s gradient is no number', async () => {
    const model = stubModel();
    const own = model.guides.get('classifier')!;
    const guide: typeof own = {
      ...own,
      evaluate: async (...asked) => ({
        ...(await own.evaluate(...asked)),
        gradient: Float32Array.of(Infinity),
      }),
    };
    const guides = new Map([['classifier', guide]]);
    await expect(collect(chain({ ...model, guides }, ddpm(5), () => [lane(0, 1, 1)]))).rejects.toThrow(
      /guide produced Infinity at t = 999/,
    );
  });
});
