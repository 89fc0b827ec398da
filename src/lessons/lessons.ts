// The lessons, in their order. A new one is a row here and a folder of its own.

import type { Lesson, Page } from './lesson';
import type { Place } from './place';

export const lessons: readonly Lesson[] = [
  {
    kind: 'tour',
    number: 0,
    title: 'A tour of the controls',
    load: async () => (await import('./00-tour/pages')).pages,
  },
  {
    kind: 'lesson',
    number: 1,
    title: 'Noise destroys a picture in a known way',
    load: async () => (await import('./01-noise/pages')).pages,
  },
  {
    kind: 'lesson',
    number: 2,
    title: 'Guessing the noise is enough',
    load: async () => (await import('./02-one-guess/pages')).pages,
  },
  {
    kind: 'lesson',
    number: 3,
    title: 'One step, taken apart',
    load: async () => (await import('./03-one-step/pages')).pages,
  },
  {
    kind: 'lesson',
    number: 4,
    title: 'A classifier leans on it',
    load: async () => (await import('./04-a-classifier-leans/pages')).pages,
  },
  {
    kind: 'lesson',
    number: 5,
    title: 'Why it must know noise, and why times Σ',
    load: async () => (await import('./05-why-noisy/pages')).pages,
  },
  {
    kind: 'lesson',
    number: 6,
    title: 'How much is too much',
    load: async () => (await import('./06-how-much/pages')).pages,
  },
  {
    kind: 'lesson',
    number: 7,
    title: 'The same with words',
    load: async () => (await import('./07-words/pages')).pages,
  },
  {
    kind: 'lesson',
    number: 8,
    title: 'What is trained, and another way to steer',
    load: async () => (await import('./08-what-is-trained/pages')).pages,
  },
  {
    kind: 'questions',
    number: 9,
    title: 'Ten questions: what will happen?',
    load: async () => (await import('./09-questions/pages')).pages,
  },
];

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight'];

const count = lessons.filter(({ kind }) => kind === 'lesson').length;

/** "Eight short lessons" */
export const lessonsInWords = `${NUMBERS[count] ?? count} short ${count === 1 ? 'lesson' : 'lessons'}`;

const coming = new Map<number, Promise<readonly Page[] | null>>();

/** The pages of a lesson, the same promise each time; null where there is none of that number, or where it does not come. */
export function pagesOf(number: number): Promise<readonly Page[] | null> {
  const known = coming.get(number);
  if (known !== undefined) return known;
  const found = lessons.find((lesson) => lesson.number === number);
  const pages = found === undefined ? Promise.resolve(null) : found.load().catch(() => null);
  coming.set(number, pages);
  return pages;
}

/** The page after or before one, over all lessons; null is the list of them. */
export async function placeBeside({ lesson, page }: Place, by: 1 | -1): Promise<Place | null> {
  const pages = await pagesOf(lesson);
  const next = page + by;
  if (pages !== null && next >= 1 && next <= pages.length) return { lesson, page: next };
  const other = lessons[lessons.findIndex(({ number }) => number === lesson) + by];
  if (other === undefined) return null;
  const last = by === 1 ? 1 : ((await pagesOf(other.number))?.length ?? 1);
  return { lesson: other.number, page: last };
}
