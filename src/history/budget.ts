// The history's budget: when the kept arrays outgrow it, every second kept step gives its arrays up, then every
// second of those left, and so on. What is given up can be computed again from the step kept before it.

import type { Path } from './path';
import { sameSteer } from './settings';
import { bytesOf, withoutArrays, type StepRecord } from './step-record';

/** Bytes of arrays that are kept, over all paths. */
export const HISTORY_BUDGET = 64 * 1024 * 1024;

/** Records that paths share are counted once. */
export function historyBytes(paths: readonly Path[]): number {
  let bytes = 0;
  for (const record of new Set(paths.flatMap((path) => path.steps))) bytes += bytesOf(record);
  for (const { tip } of paths) bytes += (tip?.xt.byteLength ?? 0) + (tip?.before?.byteLength ?? 0);
  return bytes;
}

/** The same paths within the budget; the very same array when they are. */
export function withinBudget(paths: readonly Path[], budget: number): readonly Path[] {
  let thinned = paths;
  for (let every = 2; historyBytes(thinned) > budget && every <= 65_536; every *= 2) {
    thinned = keepEvery(thinned, every);
  }
  return thinned;
}

/** Records that were shared are shared still. Where steering changed, and where a branch begins, all is kept. */
function keepEvery(paths: readonly Path[], every: number): readonly Path[] {
  const thin = new Map<StepRecord, StepRecord>();
  return paths.map((path) => ({
    ...path,
    steps: path.steps.map((record, index) => {
      const before = path.steps[index - 1];
      const steered = before === undefined || !sameSteer(before.settings, record.settings);
      if (index % every === 0 || steered || index === path.branchedAt || record.xt === null) return record;
      const known = thin.get(record) ?? withoutArrays(record);
      thin.set(record, known);
      return known;
    }),
  }));
}
