// A question whose answer does not depend on what has been run: a page without a run of its own.

import { page, type Page, type Region } from '../lesson';

interface Question {
  readonly title: string;
  readonly world: string;
  readonly opens: string;
  readonly points: Region;
  readonly text: readonly string[];
  readonly asks: string;
  /** Alike in length and in tone: each wrong one is what people believe. */
  readonly options: readonly string[];
  /** The place of the right option, from 0. */
  readonly right: number;
  readonly why: readonly string[];
  /** The page of the lessons that it follows from, as addresses name it. */
  readonly told: string;
  /** The address at which it can be seen. */
  readonly see: string;
}

export function question({ right, why, told, ...rest }: Question): Page {
  return page<readonly string[]>({
    ...rest,
    right,
    todo: 'Choose, and check: nothing has to be run for it.',
    facts: () => [...why, `Lesson ${told} is about it.`],
    answer: () => right,
    found: () => [],
    why: (lines) => lines,
  });
}
