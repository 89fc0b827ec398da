import { describe, expect, it } from 'vitest';
import { guidedSteps } from '../../src/history/guided-steps';
import { meanShift, type RunRule } from '../../src/terms/rule';

const ten = [999, 899, 799, 699, 599, 499, 399, 299, 199, 99];
const updates = (quiet: number): RunRule => ({
  kind: 'updates',
  count: 3,
  length: 0.1,
  weight: 0.01,
  quiet,
  sign: true,
});

describe('the guided steps of a chain', () => {
  it('are those whose t the interval has, both ends with it', () => {
    expect(guidedSteps(ten, [0, 999], meanShift)).toBe(10);
    expect(guidedSteps(ten, [299, 599], meanShift)).toBe(4);
    expect(guidedSteps(ten, [300, 598], meanShift)).toBe(2);
    expect(guidedSteps(ten, [600, 698], meanShift)).toBe(0);
  });

  it('under K updates leave the quiet ones out, and the last one always', () => {
    expect(guidedSteps(ten, [0, 999], updates(0.3))).toBe(7);
    expect(guidedSteps(ten, [0, 499], updates(0.3))).toBe(2);
    expect(guidedSteps(ten, [0, 99], updates(0))).toBe(0);
  });
});
