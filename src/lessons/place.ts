// Where in the lessons a person is. It stands in the address, "?lesson=4.2" before the hash of the view, so that it stays
// while the hash follows the run; "?lesson" alone is the list of lessons.

export interface Place {
  readonly lesson: number;
  /** From 1. */
  readonly page: number;
}

/** What is open: a page, or the list; null while nothing is. `unknown` is what made no sense in an address. */
export type Open =
  | { readonly kind: 'page'; readonly place: Place }
  | { readonly kind: 'list'; readonly unknown: string | null };

const NAME = 'lesson';

export function readOpen(search: string): Open | null {
  const text = new URLSearchParams(search).get(NAME);
  if (text === null) return null;
  const [, lesson, page = '1'] = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (lesson === undefined) return { kind: 'list', unknown: text === '' ? null : text.slice(0, 24) };
  return { kind: 'page', place: { lesson: Number(lesson), page: Number(page) } };
}

/** The query with a place; the rest of it stays. */
export function withOpen(search: string, open: Open | null): string {
  const query = new URLSearchParams(search);
  if (open === null) query.delete(NAME);
  else query.set(NAME, open.kind === 'list' ? '' : textOf(open.place));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export function textOf({ lesson, page }: Place): string {
  return `${lesson}.${page}`;
}

const PRESENTS = 'present';

/** Whether an address asks for the pages as slides. */
export function readPresents(search: string): boolean {
  return new URLSearchParams(search).has(PRESENTS);
}

/** Whether an address asks for lessons at all. */
export const namesLesson = (search: string): boolean => readOpen(search) !== null || readPresents(search);

const SHORT = 'short';

/** Whether they are those of a short lecture alone. */
export function readShort(search: string): boolean {
  return new URLSearchParams(search).get(PRESENTS) === SHORT;
}

/** Which slides were asked for stays. */
export function withPresents(search: string, presents: boolean): string {
  const query = new URLSearchParams(search);
  if (!presents) query.delete(PRESENTS);
  else if (!query.has(PRESENTS)) query.set(PRESENTS, '');
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
