// Whether one chain takes the steps of two settings, steered on its way: its sampler and its rule do not change.

import type { PackInfo } from '../terms/pack-info';
import { samplerOf, type Settings } from './settings';
import { ruleOf } from './way';

/**
 * Whether a run under `a` can go on under `b` by a steer: sampler and rule are the same. What else may
 * differ is a matter of the lanes.
 */
export function sameChain(a: Settings, b: Settings, pack: PackInfo): boolean {
  return samplerOf(a) === samplerOf(b) && JSON.stringify(ruleOf(a, pack)) === JSON.stringify(ruleOf(b, pack));
}
