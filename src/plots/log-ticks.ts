// Ticks of a logarithmic axis at powers of ten, from the largest down.

import type { Tick } from './plot-axes';

/**
 * Ticks at powers of ten. @param from lowest power @param to highest one @param step powers from tick to tick
 */
export function logTicks(from: number, to: number, step = 1): Tick[] {
  const ticks: Tick[] = [];
  for (let power = to; power >= from; power -= step) {
    const text = power >= -2 ? String(Number((10 ** power).toPrecision(1))) : `1e${power}`;
    ticks.push({ at: 10 ** power, text });
  }
  return ticks;
}
