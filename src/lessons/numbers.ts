// Numbers in the texts of lessons.

import { formatSmall } from '../plots/format';

/** "−0.53": one that may be below zero, with the sign of the texts. */
export function signed(value: number): string {
  return formatSmall(value).replace(/^-/, '−');
}

/** "0.50 times as much" */
export function times(factor: number): string {
  return `${factor.toFixed(2)} times as much`;
}

/** Within a fiftieth. */
export const isNear = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 0.02 * Math.max(Math.abs(b), 0.01);
