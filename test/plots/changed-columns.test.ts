import { expect, test } from 'vitest';
import { changedColumns } from '../../src/plots/changed-columns';

// it is only a key here
const canvas = (): HTMLCanvasElement => Object.create(null);

test('a step more draws the columns that it changed, and no other', () => {
  const strip = canvas();
  const taken = [{}, {}, {}];
  const columns = (count: number) => taken.map((step, i) => [i < count ? step : null, i < count]);
  expect(changedColumns(strip, [96], columns(1))).toEqual([0, 1, 2]);
  expect(changedColumns(strip, [96], columns(2))).toEqual([1]);
  expect(changedColumns(strip, [96], columns(2))).toEqual([]);
  expect(changedColumns(strip, [96], columns(0))).toEqual([0, 1]);
});

test('what all columns share draws them all, and each canvas is by itself', () => {
  const [one, other] = [canvas(), canvas()];
  const columns = [[1], [Number.NaN]];
  expect(changedColumns(one, ['light'], columns)).toEqual([0, 1]);
  expect(changedColumns(other, ['light'], columns)).toEqual([0, 1]);
  expect(changedColumns(one, ['light'], columns)).toEqual([]);
  expect(changedColumns(one, ['dark'], columns)).toEqual([0, 1]);
  expect(changedColumns(one, ['dark'], [...columns, [2]])).toEqual([2]);
});
