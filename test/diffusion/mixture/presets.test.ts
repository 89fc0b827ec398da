import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classAccuracy } from '../../../src/diffusion/distances/class-accuracy';
import { spread } from '../../../src/diffusion/distances/spread';
import { checkMixture } from '../../../src/diffusion/mixture/check-mixture';
import { drawPoints } from '../../../src/diffusion/mixture/draw';
import { presets } from '../../../src/diffusion/mixture/presets';
import { MOST_COMPONENTS } from '../../../src/terms/plane';

describe('the presets', () => {
  it('are those of which there are weights, each once', () => {
    const files = readdirSync(resolve(import.meta.dirname, '../../../models/plane'));
    const weights = files.filter((name) => name.endsWith('.safetensors'));
    expect(presets.map(({ id }) => `${id}.safetensors`).toSorted()).toEqual(weights.toSorted());
  });

  it.each(presets)('$id is a sound mixture of 2 to 6 classes', ({ mixture }) => {
    expect(() => checkMixture(mixture)).not.toThrow();
    expect(mixture.weights.length).toBeLessThanOrEqual(MOST_COMPONENTS);
    expect(mixture.classes.length).toBeGreaterThanOrEqual(2);
    expect(mixture.classes.length).toBeLessThanOrEqual(6);
  });

  it.each(presets)('$id lies around 0 at unit scale', ({ mixture }) => {
    const { points } = drawPoints(mixture, 4000, 1, 0);
    expect(spread(points)).toBeCloseTo(1, 1);
    const mean = points.reduce((sum, value) => sum + value, 0) / points.length;
    expect(Math.abs(mean)).toBeLessThan(0.05);
  });

  it.each(presets)('$id says rightly whether its points tell their class', ({ mixture, separable }) => {
    const { points, labels } = drawPoints(mixture, 4000, 1, 0);
    expect(classAccuracy(mixture, points, labels) >= 0.95).toBe(separable);
  });
});
