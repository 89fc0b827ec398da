// The speaker's notes of a page: what to say, and what has to be done in the view.

import type { Page } from '../lesson';
import type { Place } from '../place';
import { teaching } from '../teaching';

/** Plain texts: the second window has no formulas. */
export function notesFor({ lesson, page: number }: Place, page: Page): readonly string[] {
  const says = teaching.find((each) => each.lesson === lesson)?.pages[number - 1] ?? [];
  return [page.todo, ...says].map((text) => text.replaceAll('`', ''));
}
