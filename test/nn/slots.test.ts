import { expect, test } from 'vitest';
import { chosenValues, slotSoftmax, valueCount } from '../../src/nn/slots';

const slots = [
  { name: 'hair', labels: ['red', 'blue', 'pink'] },
  { name: 'hat', labels: ['no hat', 'hat'] },
];

test('lanes choose a value of each slot, or none', () => {
  expect(valueCount(slots)).toBe(5);
  expect([
    ...chosenValues(slots, [
      [1, -1],
      [-1, 1],
      [2, 0],
      [-1, -1],
    ]),
  ]).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0]);
});

test('each slot of each lane has a softmax of its own', () => {
  const probs = slotSoftmax(slots, Float32Array.of(0, 0, 0, 5, 5, 1000, 0, 0, Math.log(3), 0));
  [1 / 3, 1 / 3, 1 / 3, 0.5, 0.5, 1, 0, 0, 0.75, 0.25].forEach((p, i) => expect(probs[i]).toBeCloseTo(p, 6));
});
