// The film of a run, of the moments that are kept of it.

import type { Frame } from '../../export/frame';
import { stripIndices } from '../../plots/strip-layout';
import type { Film } from './subject';

/** Length that a film should have, in seconds. */
const SECONDS = 8;

interface Filmed {
  /** The moments that are kept, of `all` that there were. */
  readonly kept: readonly number[];
  readonly all: number;
  /** Frames at most: some are passed over. */
  readonly most: number;
  readonly frameAt: (moment: number) => Frame;
}

export function filmOf({ kept, all, most, frameAt }: Filmed): Film {
  const chosen =
    kept.length <= most ? kept : stripIndices(kept.length - 1, most).flatMap((at) => kept[at] ?? []);
  const sentences = [
    kept.length < all
      ? `${all - kept.length} of ${all} pictures are left out: the history keeps no more.`
      : '',
    chosen.length < kept.length ? `It has ${chosen.length} frames of ${kept.length}.` : '',
  ];
  return {
    frames: chosen.length,
    frameAt: (index) => frameAt(chosen[index] ?? 0),
    rate: Math.max(8, Math.min(30, Math.round(chosen.length / SECONDS))),
    leftOut: sentences.filter(Boolean).join(' '),
  };
}
