// A judge that is loaded when it is first asked for.

import type { Judge, SentenceJudge } from '../terms/networks';
import type { PackFiles } from './files';
import type { LoadedDenoiser, PlannedJudge } from './planned';
import { openSafetensors } from './safetensors';
import { readWeights } from './weight-files';

type AnyJudge = Judge | SentenceJudge;

/** @param plan null where there is none */
export function judgeOnDemand(
  files: PackFiles,
  denoiser: LoadedDenoiser,
  plan: (() => Promise<PlannedJudge>) | null,
): { get: () => Promise<AnyJudge | null>; dispose: () => void } {
  let loading: Promise<AnyJudge> | null = null;
  let loaded: AnyJudge | null = null;
  let disposed = false;
  const load = async (planned: Promise<PlannedJudge>): Promise<AnyJudge> => {
    const found = await planned;
    const weights = await readWeights(files, found.weights, () => {});
    const judge = found.load(openSafetensors(weights, found.folder), denoiser);
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
