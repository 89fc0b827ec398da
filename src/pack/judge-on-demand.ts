// A judge that is loaded when it is first asked for.

import type { Judge } from '../terms/networks';
import type { PackFiles } from './files';
import type { PlannedJudge } from './planned';
import { openSafetensors } from './safetensors';
import { readWeights } from './weight-files';

/** @param plan null where there is none */
export function judgeOnDemand(
  files: PackFiles,
  plan: (() => Promise<PlannedJudge>) | null,
): { get: () => Promise<Judge | null>; dispose: () => void } {
  let loading: Promise<Judge> | null = null;
  let loaded: Judge | null = null;
  let disposed = false;
  const load = async (planned: Promise<PlannedJudge>): Promise<Judge> => {
    const found = await planned;
    const weights = await readWeights(files, found.weights, () => {});
    const judge = found.load(openSafetensors(weights, found.folder));
    if (disposed) judge.dispose();
    loaded = judge;
    return judge;
  };
  return {
    get: async () => {
      if (plan === null) return null;
      loading ??= load(plan());
      try {
        return await loading;
      } catch (error) {
        loading = null; // the next call tries again
        throw error;
      }
    },
    dispose: () => {
      disposed = true;
      loaded?.dispose();
    },
  };
}
