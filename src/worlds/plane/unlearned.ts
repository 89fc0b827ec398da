// Networks that came without their weights: until they are trained here they know nothing, and what is exact works.

import type { Settings } from '../../history/settings';
import type { State } from '../../history/state';
import type { ErrorReport } from '../../terms/errors';
import type { PackInfo } from '../../terms/pack-info';
import { planeOf } from './settings';
import { planeState } from './state';

/** Whether a run asks a network that is learned. */
export function asksLearned(settings: Settings): boolean {
  return planeOf(settings).denoiser === 'learned' || settings.guide !== 'exact';
}

/** Why the networks of a model know nothing; null where they do, or where nothing is amiss. */
export function whyUnlearned(pack: PackInfo | null, state: State): ErrorReport | null {
  const { training } = planeState(state);
  return training === null || training.step === 0 ? (pack?.unlearned ?? null) : null;
}

/** Whether a run would show what networks make that were never trained, though they should have come trained. */
export function waitsForWeights(settings: Settings, pack: PackInfo, state: State): boolean {
  return whyUnlearned(pack, state) !== null && asksLearned(settings);
}
