// The stretches of a run in which the guidance scale acts.

import type { Path } from '../../history/path';
import { scaleAt, type Lane } from '../../terms/lane';

export interface ActingStretch {
  /** Numbers of its first step, and of the one behind its last. */
  readonly from: number;
  readonly to: number;
  /** t of its first and last step. */
  readonly first: number;
  readonly last: number;
}

/** Null where no step has an interval: s acts everywhere. */
export function actingStretches({
  steps,
  settings,
  timesteps,
}: Pick<Path, 'steps' | 'settings' | 'timesteps'>): readonly ActingStretch[] | null {
  const used = (index: number) => steps[index]?.settings ?? settings;
  if (timesteps.every((_, index) => used(index).guidanceInterval === null)) return null;
  const stretches: ActingStretch[] = [];
  timesteps.forEach((t, index) => {
    // at s = 0 the interval still says where a scale would act
    const { guidanceInterval }: Pick<Lane, 'guidanceInterval'> = used(index);
    if (scaleAt({ guidanceScale: 1, guidanceInterval }, t) === 0) return;
    const before = stretches.at(-1);
    if (before?.to === index) stretches[stretches.length - 1] = { ...before, to: index + 1, last: t };
    else stretches.push({ from: index, to: index + 1, first: t, last: t });
  });
  return stretches;
}
