import { describe, expect, it } from 'vitest';
import { beliefInWords, largestIndex, orientationOf } from '../../src/plots/bars';

describe('bars', () => {
  it('stand for digits and lie for words', () => {
    expect(orientationOf(['0', '10'])).toBe('upright');
    expect(orientationOf(['0', 'Bag'])).toBe('lying');
  });

  it('find the largest, the first of equals', () => {
    expect(largestIndex([0.1, 0.4, 0.4])).toBe(1);
    expect(largestIndex([])).toBe(-1);
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
