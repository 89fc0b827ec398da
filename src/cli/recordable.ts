// Which models `npm run record` can take: a recording holds x̂_0 and the gradient of each step, and nothing else that the
// networks said (formats/recording.ts).

import { isLearned } from '../diffusion/learned-variance';
import { NudgeError } from '../terms/errors';
import type { PackInfo } from '../terms/pack-info';

/** @throws NudgeError `pack-unsupported` where a step needs more than a recording holds */
export function expectRecordable({ title, scheduler, classEmbeds }: PackInfo): void {
  const held = 'for a recording holds x̂_0 and the gradient of each step alone';
  const { varianceType } = scheduler;
  if (isLearned(varianceType)) {
    throw new NudgeError(
      'pack-unsupported',
      `expected a model with a fixed Σ, got ${title}, which gives its own (variance_type “${varianceType}”), ${held}.`,
    );
  }
  if (classEmbeds !== undefined) {
    throw new NudgeError(
      'pack-unsupported',
      `expected a model that is asked without a class, got ${title}, which takes one (num_class_embeds), ${held}.`,
    );
  }
}
