// What is measured beside the picture that is shown: a set of pictures, or the pack's own against others.

import type { PictureSource } from '../noise-settings';
import type { Sheet } from '../sheet';

export const comparisons = ['one', 'set', 'foreign'] as const;
/**
 * `one`: the picture that is shown; `set`: a set of them; `foreign`: the pack’s own, a foreign one, and its
 * own with its pixels shuffled.
 */
export type Comparison = (typeof comparisons)[number];

/** A sheet of another pack, whose pictures are of the same size. */
export interface ForeignSheet {
  /** The pack that is open. */
  readonly besides: string;
  /** Null where no other pack has such. */
  readonly found: { readonly id: string; readonly title: string; readonly sheet: Sheet } | null;
}

/** What is chosen to be measured. It is kept when another kind is chosen. */
export interface Compared {
  readonly kind: Comparison;
  /** Each once. */
  readonly set: readonly PictureSource[];
  /** Null before one was looked for. */
  readonly foreign: ForeignSheet | null;
}

export const NOT_COMPARED: Compared = { kind: 'one', set: [], foreign: null };
export const MOST_IN_SET = 100;

/** Equal for equal pictures of one pack. */
export const keyOfSource = (source: PictureSource): string =>
  source.kind === 'sheet' ? `sheet ${source.index}` : source.text;
