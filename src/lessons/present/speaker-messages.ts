// What a lecture and the speaker's window say to each other, over a BroadcastChannel of this origin. Both check what they
// hear: another tab may hold an older build.

/** The BroadcastChannel on which the slides and the notes' window speak. */
export const CHANNEL = 'nudge-speaker';

/**
 * The slide that is shown, for the window with the notes: sent when it changes, and when that window says
 * hello.
 */
export interface Slide {
  readonly kind: 'slide';
  /** As "4.2". */
  readonly at: string;
  readonly title: string;
  readonly notes: readonly string[];
  /** Title of the next page; null at the last one. */
  readonly next: string | null;
  readonly black: boolean;
  /** When the lecture began, in milliseconds since 1970. */
  readonly since: number;
}

export type FromLecture = Slide | { readonly kind: 'over' };

/**
 * `hello`: the window has just opened and knows nothing; `turn`: one page on or back; `black`: as key B on
 * the slide.
 */
export type FromSpeaker =
  { readonly kind: 'hello' } | { readonly kind: 'turn'; readonly by: 1 | -1 } | { readonly kind: 'black' };

/** @returns null for what is no message of the slides */
export function readFromLecture(data: unknown): FromLecture | null {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return null;
  if (data.kind === 'over') return { kind: 'over' };
  if (data.kind !== 'slide') return null;
  if (!('at' in data && 'title' in data && 'notes' in data && 'next' in data)) return null;
  if (!('black' in data && 'since' in data)) return null;
  const { at, title, notes, next, black, since } = data;
  if (typeof at !== 'string' || typeof title !== 'string' || !Array.isArray(notes)) return null;
  if (!(next === null || typeof next === 'string') || typeof since !== 'number') return null;
  return { kind: 'slide', at, title, notes: notes.map(String), next, black: black === true, since };
}

export function readFromSpeaker(data: unknown): FromSpeaker | null {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return null;
  const { kind } = data;
  if (kind === 'hello' || kind === 'black') return { kind };
  if (kind !== 'turn' || !('by' in data)) return null;
  return data.by === 1 || data.by === -1 ? { kind, by: data.by } : null;
}
