import { expect, test } from 'vitest';
import { changedColumns } from '../../src/plots/changed-columns';

// it is only a key here
const canvas = (): HTMLCanvasElement => Object.create(null);

const drawn = (...asked: Parameters<typeof changedColumns>): number[] => [...changedColumns(...asked)];

test('a step more draws the columns that it changed, and no other', () => {
  const strip = canvas();
  const taken = [{}, {}, {}];
  const columns = (count: number) => taken.map((step, i) => [i < count ? step : null, i < count]);
  expect(drawn(strip, [96], columns(1))).toEqual([0, 1, 2]);
  expect(drawn(strip, [96], columns(2))).toEqual([1]);
  expect(drawn(strip, [96], columns(2))).toEqual([]);
  expect(drawn(strip, [96], columns(0))).toEqual([0, 1]);
});

test('what all columns share draws them all, and each canvas is by itself', () => {
  const [one, other] = [canvas(), canvas()];
  const columns = [[1], [Number.NaN]];
  expect(drawn(one, ['light'], columns)).toEqual([0, 1]);
  expect(drawn(other, ['light'], columns)).toEqual([0, 1]);
  expect(drawn(one, ['light'], columns)).toEqual([]);
  expect(drawn(one, ['dark'], columns)).toEqual([0, 1]);
  expect(drawn(one, ['dark'], [...columns, [2]])).toEqual([2]);
});

test('what is not drawn at once is drawn the next time', () => {
  const strip = canvas();
  const [first] = changedColumns(strip, [96], [[1], [2], [3]]);
  expect(first).toBe(0);
  expect(drawn(strip, [96], [[1], [2], [4]])).toEqual([1, 2]);
  expect(drawn(strip, [96], [[1], [2], [4]])).toEqual([]);
});
