// What a training must be to be gone on with: it may come from a file.

import { parameterCount } from '../nn/plane-mlp';
import { NudgeError } from '../terms/errors';
import type { TrainSpec } from '../terms/plane';
import { planeParts, type TrainedState } from '../terms/trained';
import { isTrained, networkOf, type Plane } from './tasks';

/** @throws NudgeError `pack-mismatch` naming the first network that is not one of this plane */
export function checkTrained(plane: Plane, spec: TrainSpec, { learners }: TrainedState): void {
  for (const part of planeParts) {
    if (!isTrained(part, spec)) continue;
    const count = parameterCount(networkOf(part, plane, spec.width).sizes);
    const learner = learners[part];
    for (const values of learner === undefined ? [null] : Object.values(learner)) {
      const length = values?.length ?? 0;
      if (length === count && values?.every(Number.isFinite) === true) continue;
      const got = length === count ? 'some that are none' : `${length}`;
      throw new NudgeError(
        'pack-mismatch',
        `The file’s ${part === 'denoiser' ? 'denoiser' : `${part} classifier`} is none of this plane: expected ${count} numbers, got ${got}.`,
        'Save the run again where it was trained.',
      );
    }
  }
}
