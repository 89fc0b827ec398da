// How a run may go another way than its pack says: by another rule, without signs, without clamping.

import { guideOf, type PackInfo } from '../terms/pack-info';
import { meanShift, runRuleOf, type RunRule } from '../terms/rule';

/** Where a run departs from what its pack says. */
export interface Way {
  /** null is the guide's own. */
  readonly rule: RunRule['kind'] | null;
  /** Of K updates; null is the guide's own. */
  readonly sign: boolean | null;
  /** Whether x̂_0 is clipped or moved to the nearest embeddings, as the model says. */
  readonly clamp: boolean;
}

/** The pack’s own rule, signs and clamping. */
export const usualWay: Way = { rule: null, sign: null, clamp: true };

/** The part of it that the chain reads. */
export function ruleOf(
  { way = usualWay, guide }: { readonly way?: Way; readonly guide: string | null },
  pack: PackInfo,
): { readonly rule: RunRule; readonly clamp?: boolean } {
  const own = runRuleOf(guideOf(pack, guide ?? undefined)?.rule);
  const asked = way.rule === 'mean-shift' ? meanShift : own;
  const rule = asked.kind === 'updates' && way.sign !== null ? { ...asked, sign: way.sign } : asked;
  return way.clamp ? { rule } : { rule, clamp: false };
}
