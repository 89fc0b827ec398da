import { describe, expect, it } from 'vitest';
import { beliefInWords, largestIndex, leanOf, orientationOf } from '../../src/plots/bars';

describe('bars', () => {
  it('stand for digits and lie for words', () => {
    expect(orientationOf(['0', '10'])).toBe('upright');
    expect(orientationOf(['0', 'Bag'])).toBe('lying');
  });

  it('find the largest, the first of equals', () => {
    expect(largestIndex([0.1, 0.4, 0.4])).toBe(1);
    expect(largestIndex([])).toBe(-1);
  });

  it('lean the labels of neighbouring bars apart', () => {
    expect([0, 1].map((lane) => leanOf([7, 7], lane))).toEqual(['left', 'right']);
    expect([0, 1].map((lane) => leanOf([9, 8], lane))).toEqual(['right', 'left']); // bars 18 and 17
    expect([0, 1].map((lane) => leanOf([8, 9], lane))).toEqual(['middle', 'middle']); // bars 16 and 19
    expect(leanOf([3], 0)).toBe('middle');
  });

  it('say what they show', () => {
    const words = beliefInWords(
      ['six', 'seven'],
      [
        { name: 'guided', tone: 'guide', values: Float32Array.of(0.14, 0.86) },
        { name: 'not guided', tone: 'model', values: Float32Array.of(0.8, 0.2) },
      ],
    );
    expect(words).toBe('guided: seven, 86 %; not guided: six, 80 %');
  });
});
