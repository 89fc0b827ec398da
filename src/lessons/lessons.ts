// The lessons, in their order. A new one is a row here and a folder of its own.

import type { Lesson, Page } from './lesson';
import type { Place } from './place';

export const lessons: readonly Lesson[] = [
  {
    number: 1,
    title: 'Noise destroys a picture in a known way',
    load: async () => (await import('./01-noise/pages')).pages,
  },
  {
    number: 2,
    title: 'Guessing the noise is enough',
    load: async () => (await import('./02-one-guess/pages')).pages,
  },
  {
    number: 3,
    title: 'One step, taken apart',
    load: async () => (await import('./03-one-step/pages')).pages,
  },
  {
    number: 4,
    title: 'A classifier leans on it',
    load: async () => (await import('./04-a-classifier-leans/pages')).pages,
  },
  {
    number: 5,
    title: 'Why it must know noise, and why times Σ',
    load: async () => (await import('./05-why-noisy/pages')).pages,
  },
  {
    number: 6,
    title: 'How much is too much',
    load: async () => (await import('./06-how-much/pages')).pages,
  },
  {
    number: 7,
    title: 'The same with words',
    load: async () => (await import('./07-words/pages')).pages,
  },
  {
    number: 8,
    title: 'What is trained, and another way to steer',
    load: async () => (await import('./08-what-is-trained/pages')).pages,
  },
];

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight'];

/** "Eight short lessons" */
export const lessonsInWords = `${NUMBERS[lessons.length] ?? lessons.length} short ${lessons.length === 1 ? 'lesson' : 'lessons'}`;

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
