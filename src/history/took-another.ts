// Whether a step can be computed again: only the model that took it says the same of it.

import { tipAt, type Path } from './path';

/** Whether another model than the open one took a step, or one that it has to be computed from. @param key of the open one */
export function tookAnother(path: Path, index: number, key: string | null): boolean {
  for (let i = index; i >= 0; i--) {
    const model = path.steps[i]?.model ?? null;
    if (model !== null && key !== null && model !== key) return true;
    if (tipAt(path, i) !== null) return false;
  }
  return false;
}
