// Drawing from mixtures, making them of points, and refusing what is none.

import { describe, expect, it } from 'vitest';
import { checkMixture } from '../../../src/diffusion/mixture/check-mixture';
import { conditionalMixture } from '../../../src/diffusion/mixture/conditional';
import { drawPoints } from '../../../src/diffusion/mixture/draw';
import { empiricalMixture } from '../../../src/diffusion/mixture/empirical';
import { presetOf } from '../../../src/diffusion/mixture/presets';
import type { Mixture } from '../../../src/terms/plane';

const { mixture } = presetOf('pinwheel')!;

describe('drawing points', () => {
  it('is a function of seed and draw', () => {
    const first = drawPoints(mixture, 100, 7, 0);
    expect(drawPoints(mixture, 100, 7, 0)).toEqual(first);
    expect(drawPoints(mixture, 100, 7, 1).points).not.toEqual(first.points);
    expect(drawPoints(mixture, 100, 8, 0).points).not.toEqual(first.points);
    expect(drawPoints(mixture, 40, 7, 0).points).toEqual(first.points.slice(0, 80));
  });

  it('has the mixture’s means, variances and weights', () => {
    const two: Mixture = {
      means: Float64Array.of(-5, 0, 5, 1),
      variances: Float64Array.of(0.04, 1),
      weights: Float64Array.of(0.2, 0.8),
      labels: Int32Array.of(0, 1),
      classes: ['a', 'b'],
    };
    const n = 20_000;
    const { points, labels } = drawPoints(two, n, 1, 0);
    const ofB = [...labels.keys()].filter((i) => labels[i] === 1);
    expect(ofB.length / n).toBeCloseTo(0.8, 2);
    const mean = ofB.reduce((sum, i) => sum + points[2 * i]!, 0) / ofB.length;
    const variance = ofB.reduce((sum, i) => sum + (points[2 * i]! - 5) ** 2, 0) / ofB.length;
    expect(mean).toBeCloseTo(5, 1);
    expect(variance).toBeCloseTo(1, 1);
  });
});

describe('the conditional mixture', () => {
  it('is the class alone', () => {
    const conditional = conditionalMixture(mixture, 3);
    expect(() => checkMixture(conditional)).not.toThrow();
    expect(conditional.classes).toEqual([mixture.classes[3]]);
    expect(conditional.weights.length).toBe(mixture.labels.filter((label) => label === 3).length);
  });
});

describe('drawn points', () => {
  const square = [0, 0, 100, 0, 100, 100, 0, 100];

  it('become a mixture at unit scale, with the classes that have points', () => {
    const drawn = empiricalMixture(square, [0, 0, 2, 2], ['a', 'b', 'c']);
    expect(() => checkMixture(drawn)).not.toThrow();
    expect(drawn.classes).toEqual(['a', 'c']);
    expect([...drawn.labels]).toEqual([0, 0, 1, 1]);
    expect([...drawn.means].map(Math.abs)).toEqual(Array(8).fill(expect.closeTo(1, 12)));
  });

  it.each([
    ['three points', square.slice(0, 6), [0, 0, 1], 'expected at least 4 points, got 3'],
    ['too many points', Array(4002).fill(1), Array(2001).fill(0), 'expected at most 2000 points, got 2001'],
    ['one place', Array(8).fill(3), [0, 0, 1, 1], 'expected points in different places'],
    ['no numbers', [NaN, ...square.slice(1)], [0, 0, 1, 1], 'expected two finite numbers for each point'],
    [
      'huge numbers',
      [1e308, -1e308, ...square.slice(2)],
      [0, 0, 1, 1],
      'expected points in different places',
    ],
  ])('of %s are refused in a sentence', (_, points, labels, sentence) => {
    expect(() => empiricalMixture(points, labels, ['a', 'b'])).toThrow(sentence);
  });
});

describe('a mixture that came over a wire', () => {
  const change = (changes: Partial<Mixture>) => () => checkMixture({ ...mixture, ...changes });

  it.each([
    ['no components', { variances: new Float64Array(0) }, 'components'],
    ['means missing', { means: mixture.means.slice(2) }, 'means, weights and labels'],
    [
      'a variance of 0',
      { variances: mixture.variances.map((v, i) => (i === 4 ? 0 : v)) },
      'positive variances',
    ],
    ['NaN', { means: mixture.means.map((v, i) => (i === 4 ? NaN : v)) }, 'finite means'],
    ['weights that do not sum to 1', { weights: mixture.weights.map((v) => 2 * v) }, 'sum to 1'],
    ['a class without points', { classes: [...mixture.classes, 'more'] }, 'none of "more"'],
    ['a label beyond', { labels: mixture.labels.map((v, i) => (i === 0 ? 9 : v)) }, 'labels below 5'],
    ['seven classes', { classes: ['1', '2', '3', '4', '5', '6', '7'] }, '1 to 6 classes'],
  ] satisfies [string, Partial<Mixture>, string][])('with %s is refused', (_, changes, sentence) => {
    expect(change(changes)).toThrow(sentence);
  });
});
