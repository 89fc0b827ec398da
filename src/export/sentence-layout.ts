// Where the sentences of a frame stand, in pixels: each with its title, its places row by row, and its text below. Their
// heights do not depend on the words, so that all frames of a film are of one size.

import { CAPTION, even, MARGIN, type Sheet } from './sheet-layout';

export const COLUMNS = 8;
export const TITLE = 26;
export const PLACE = { width: 122, height: 25 } as const;
export const TEXT = { lines: 3, height: 27 } as const;
const GAP = 22;

export interface SentenceLayout extends Sheet {
  /** Of each sentence. */
  readonly tops: readonly number[];
}

/** @param places how many each sentence has */
export function layOutSentences(places: readonly number[]): SentenceLayout {
  const tops: number[] = [];
  let y = MARGIN;
  for (const count of places) {
    tops.push(y);
    y += TITLE + boardHeight(count) + TEXT.lines * TEXT.height + GAP;
  }
  return {
    width: even(COLUMNS * PLACE.width + 2 * MARGIN),
    height: even(y + CAPTION),
    tops,
    captionY: y + 14,
  };
}

export function boardHeight(count: number): number {
  return Math.ceil(count / COLUMNS) * PLACE.height;
}
