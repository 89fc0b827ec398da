// The history's budget: when the kept arrays outgrow it, every second kept step gives its arrays up, then every
// second of those left, and so on: of the paths that are not looked at first. What is given up can be computed again
// from the step kept before it.

import type { Path } from './path';
import { sameSteer } from './settings';
import { bytesOf, withoutArrays, type StepRecord } from './step-record';

/** Records that paths share are counted once. */
export function historyBytes(paths: readonly Path[]): number {
  let bytes = 0;
  for (const record of new Set(paths.flatMap((path) => path.steps))) bytes += bytesOf(record);
  for (const path of paths) bytes += tipBytes(path);
  return bytes;
}

const tipBytes = ({ tip }: Path): number => (tip?.xt.byteLength ?? 0) + (tip?.before?.byteLength ?? 0);

const counted = new WeakMap<Path['steps'], number>();

/** Each path by itself: quick, since a path that has not changed is not counted again, and never too little. */
function mostBytes(paths: readonly Path[]): number {
  return paths.reduce((sum, path) => {
    const known = counted.get(path.steps) ?? path.steps.reduce((bytes, record) => bytes + bytesOf(record), 0);
    counted.set(path.steps, known);
    return sum + known + tipBytes(path);
  }, 0);
}

/**
 * The same paths within the budget; the very same array when they are.
 *
 * @param inHand ids of those that are looked at: they give nothing up before the others have
 */
export function withinBudget(
  paths: readonly Path[],
  budget: number,
  inHand: ReadonlySet<number> = new Set(),
): readonly Path[] {
  if (mostBytes(paths) <= budget) return paths;
  let thinned = paths;
  const longest = Math.max(...paths.map(({ steps }) => steps.length));
  for (const spared of inHand.size === 0 ? [inHand] : [inHand, new Set<number>()]) {
    for (let every = 2; every < 2 * longest && historyBytes(thinned) > budget; every *= 2) {
      thinned = keepEvery(thinned, every, spared);
    }
  }
  return thinned;
}

/** Records that were shared are shared still. Where steering changed, where a branch begins and where something was moved, all is kept. */
function keepEvery(paths: readonly Path[], every: number, spared: ReadonlySet<number>): readonly Path[] {
  const stays = new Set(paths.flatMap(({ id, steps }) => (spared.has(id) ? steps : [])));
  const thin = new Map<StepRecord, StepRecord>();
  return paths.map((path) => {
    if (spared.has(path.id)) return path;
    const moved = new Set(path.moves.map(({ at }) => at));
    const steps = path.steps.map((record, index) => {
      const before = path.steps[index - 1];
      const steered = before === undefined || !sameSteer(before.settings, record.settings);
      if (index % every === 0 || steered || index === path.branchedAt || record.xt === null) return record;
      if (stays.has(record) || moved.has(index)) return record;
      const known = thin.get(record) ?? withoutArrays(record);
      thin.set(record, known);
      return known;
    });
    return { ...path, steps };
  });
}
