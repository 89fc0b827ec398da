import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeStepAgain, type StepRules } from '../../src/diffusion/take-step';
import type { Transition } from '../../src/terms/transition';
import type { SampleShape } from '../../src/terms/sample';
import type { Sampler } from '../../src/terms/scheduler';
import { coefficients } from '../../src/diffusion/samplers/coefficients';
import { pixelNumbers } from '../../src/diffusion/pixel-equation';
import { meanShift as byMeanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { clipTo } from '../../src/diffusion/projections';

const shape: SampleShape = [4, 3, 2];
const size = 24;
const lanes = [
  { target: classTarget(1), guidanceScale: 5, seed: 3 },
  { target: classTarget(1), guidanceScale: 0, seed: 3 },
];

/** A step of noise through noise: what the networks say does not matter to the equation. */
function takeSome(sampler: Sampler, alphaCumprod: number, alphaCumprodPrev: number) {
  const beta = 1 - alphaCumprod / alphaCumprodPrev;
  const tilde = ((1 - alphaCumprodPrev) / (1 - alphaCumprod)) * beta;
  const variance = sampler.kind === 'ddpm' ? tilde : sampler.eta ** 2 * tilde;
  const transition: Transition = {
    index: 0,
    t: 500,
    prevT: 490,
    beta,
    alphaCumprod,
    alphaCumprodPrev,
    variance,
  };
  const wave = (phase: number) =>
    Float32Array.from({ length: 2 * size }, (_, i) => 1.7 * Math.sin(i + phase));
  const rules: StepRules = {
    predictionType: 'epsilon',
    trainTimesteps: 1000,
    project: clipTo(1),
    sampler,
    rule: byMeanShift,
    steps: 10,
  };
  return takeStepAgain(rules, transition, lanes, wave(0), null, {
    modelOutput: wave(1),
    guidance: { value: new Float32Array(2), gradient: wave(2), beliefs: null },
    updates: [],
  });
}

const samplers: readonly Sampler[] = [{ kind: 'ddpm' }, { kind: 'ddim', eta: 0 }, { kind: 'ddim', eta: 0.5 }];

describe.each(samplers)('one pixel through one step of %o', (sampler) => {
  it('closes to 1e-6, for every pixel, lane and channel', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 0.9, noNaN: true }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: 0, max: 1 }),
        fc.integer({ min: 0, max: 1 }),
        (alphaCumprod, row, column, channel, lane) => {
          const step = takeSome(sampler, alphaCumprod, alphaCumprod * 1.05);
          const pixel = pixelNumbers(step, sampler.kind, lane, shape, { row, column }, channel);
          expect(Math.abs(pixel.residue)).toBeLessThan(1e-6);
          const { guidanceScale, nudgeWeight, gradient, meanShift, sigma, z, xPrev, mean } = pixel;
          expect(Math.abs(guidanceScale * nudgeWeight * gradient - meanShift)).toBeLessThan(1e-6);
          expect(Math.abs(mean + meanShift + sigma * z - xPrev)).toBeLessThan(1e-6);
          const { ofX0, ofXt } = coefficients(sampler.kind, step.transition);
          expect(Math.abs(ofX0 * pixel.predX0 + ofXt * pixel.xt - pixel.mean)).toBeLessThan(1e-6);
        },
      ),
    );
  });
});

it('takes the element of its row, column, channel and lane', () => {
  const step = takeSome({ kind: 'ddpm' }, 0.5, 0.55);
  expect(pixelNumbers(step, 'ddpm', 1, shape, { row: 2, column: 1 }, 1).xt).toBe(
    step.xt[size + (2 * 3 + 1) * 2 + 1],
  );
});
