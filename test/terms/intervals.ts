import * as fc from 'fast-check';
import type { Interval } from '../../src/terms/interval';

export const intervals = fc
  .tuple(fc.nat(999), fc.nat(999))
  .map(([a, b]): Interval => [Math.min(a, b), Math.max(a, b)]);
