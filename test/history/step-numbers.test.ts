import { describe, expect, it } from 'vitest';
import { numbersOf } from '../../src/history/step-numbers';
import { someStep } from './some-steps';

describe('numbersOf', () => {
  it('measures each lane by itself, per pixel', () => {
    const { sigma, lanes } = numbersOf(someStep(0));
    expect(sigma).toBeCloseTo(0.3);
    expect(lanes[0]?.gradientRms).toBeCloseTo(Math.sqrt(12.5));
    expect(lanes[0]?.nudgeRms).toBeCloseTo(Math.sqrt(0.125));
    expect(lanes[0]?.nudgeMax).toBeCloseTo(0.4);
    expect(lanes[0]?.logP).toBe(-1);
    expect(lanes[1]?.nudgeRms).toBe(0);
  });

  it('knows no σ where no noise is added, and no log p without a guide', () => {
    const { sigma, lanes } = numbersOf(someStep(0, {}, { noise: null, guidance: null }));
    expect(sigma).toBe(0);
    expect(lanes[0]?.gradientRms).toBe(0);
    expect(lanes[0]?.logP).toBeNaN();
  });
});
