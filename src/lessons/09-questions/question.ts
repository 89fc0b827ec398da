// A question whose answer does not depend on what has been run: a page without a run of its own.

import { page, type Page, type Region } from '../lesson';

interface Question {
  readonly title: string;
  readonly world: string;
  readonly opens: string;
  readonly points: Region;
  readonly text: readonly string[];
  readonly asks: string;
  readonly options: readonly string[];
  /** The place of the right option, from 0. */
  readonly right: number;
  readonly why: readonly string[];
  /** The address at which it can be seen. */
  readonly see: string;
}

export function question({ right, why, ...rest }: Question): Page {
  return page<readonly string[]>({
    ...rest,
    right,
    todo: 'Choose, and check: nothing has to be run for it.',
    facts: () => why,
    answer: () => right,
    found: () => [],
    why: (lines) => lines,
  });
}
