// What a CLIP believes of the slots without having been trained on them (Radford et al. 2021, §3.1): a softmax of the
// scaled cosines to one caption of each label.

import { invariant } from '../../terms/errors';
import type { Slot } from '../../terms/pack-info';
import { slotSoftmax, valueCount } from '../slots';
import { dotAt } from '../text/rows';
import type { Clip } from './clip';

/** f of each lane, [B, D] → a distribution for each slot, side by side, [B, K]; null where there are no slots. */
export type ZeroShot = (seen: Float32Array) => Float32Array<ArrayBuffer> | null;

/** The captions are embedded when it is first asked. @param slots with captions */
export function zeroShot(
  { encodeText, config }: Pick<Clip, 'encodeText' | 'config'>,
  slots: readonly Slot[],
): ZeroShot {
  const count = valueCount(slots);
  const { dimensions } = config.image;
  let embedded: readonly Float32Array[] | null = null;
  const embed = () =>
    slots.flatMap(({ name, captions }) => {
      invariant(captions !== undefined, `zero shot: expected captions of ${name}`);
      return captions.map(encodeText);
    });
  return (seen) => {
    if (count === 0) return null;
    embedded ??= embed();
    const logits = new Float32Array((seen.length / dimensions) * count);
    logits.forEach((_, i) => {
      const lane = Math.floor(i / count);
      const along = dotAt(seen, lane * dimensions, embedded![i % count]!, 0, dimensions);
      logits[i] = config.scale * along;
    });
    return slotSoftmax(slots, logits);
  };
}
