// Whether one chain takes the steps of two settings, steered on its way: its sampler and its rule do not change.

import { guideOf, type PackInfo } from '../terms/pack-info';
import { meanShift, type GuidanceRule } from '../terms/rule';
import { samplerOf, type Settings } from './settings';

export function ruleOf({ guide }: Pick<Settings, 'guide'>, pack: PackInfo): GuidanceRule {
  return guideOf(pack, guide ?? undefined)?.rule ?? meanShift;
}

export function sameChain(a: Settings, b: Settings, pack: PackInfo): boolean {
  return samplerOf(a) === samplerOf(b) && ruleOf(a, pack) === ruleOf(b, pack);
}
