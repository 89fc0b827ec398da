// From the t of one schedule to the t of another with the same ᾱ. A network that predicts v cares about ᾱ alone, so what
// was trained under one schedule answers under any.

import { createSchedule } from '../diffusion/schedule';
import type { SchedulerConfig } from '../terms/scheduler';

/** @returns from t of `asked` to t of `trained`, between whole numbers too; t itself where both are the same */
export function timeMap(asked: SchedulerConfig, trained: SchedulerConfig): (t: Float32Array) => Float32Array {
  const table = mapped(createSchedule(asked).alphasCumprod, createSchedule(trained).alphasCumprod);
  return (t) => t.map((time) => table[Math.min(table.length - 1, Math.max(0, Math.round(time)))]!);
}

/** For each ᾱ of one (descending), where it lies in the other (descending), straight between neighbours in log SNR. */
function mapped(asked: Float64Array, trained: Float64Array): Float32Array {
  const last = trained.length - 1;
  let u = 0;
  return Float32Array.from(asked, (alphaCumprod) => {
    while (u < last && trained[u + 1]! >= alphaCumprod) u++;
    if (u === last || trained[u]! <= alphaCumprod) return u;
    const from = logSNR(trained[u]!);
    return u + (from - logSNR(alphaCumprod)) / (from - logSNR(trained[u + 1]!));
  });
}

function logSNR(alphaCumprod: number): number {
  return Math.log(alphaCumprod / (1 - alphaCumprod));
}
