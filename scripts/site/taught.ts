// The lessons with all their pages, and what a teacher needs beside them. Loaded by Vite's runner, which closes after it:
// hence all at once.

import type { Lesson, Page } from '../../src/lessons/lesson';
import { lessons } from '../../src/lessons/lessons';
import { teaching, type Teaching } from '../../src/lessons/teaching';

export { shortWayInText } from '../../src/lessons/present/short-way';

export interface Taught {
  readonly lesson: Pick<Lesson, 'number' | 'title' | 'kind'>;
  readonly pages: readonly Page[];
  /** Null where there is nothing to teach: a tour, questions. */
  readonly teaching: Teaching | null;
}

export const taught: readonly Taught[] = await Promise.all(
  lessons.map(async (lesson) => ({
    lesson,
    pages: await lesson.load(),
    teaching: teaching.find((each) => each.lesson === lesson.number) ?? null,
  })),
);
