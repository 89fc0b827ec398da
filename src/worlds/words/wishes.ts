// A target of sentences as its controls have it: slots, a length, words that stand fixed; any of them or none.

import type { Target } from '../../terms/target';

/** What is asked of a sentence, part by part. */
export interface Wishes {
  /** Values by the names of their slots; unnamed ones are free. */
  readonly slots: Readonly<Record<string, string>>;
  /** Words; null leaves it free. */
  readonly length: number | null;
  /** null is a place to fill; null in all leaves it free. */
  readonly fill: readonly (string | null)[] | null;
}

/** Of a target of kind `all`, what its parts say together. `targetOf` is the other way. */
export function wishesOf(target: Target): Wishes {
  const parts = target.kind === 'all' ? target.of : [target];
  const values = parts.flatMap((part) => (part.kind === 'slots' ? Object.entries(part.values) : []));
  const lengths = parts.flatMap((part) => (part.kind === 'length' ? part.n : []));
  const fill = parts.find((part) => part.kind === 'fill');
  return { slots: Object.fromEntries(values), length: lengths.at(-1) ?? null, fill: fill?.words ?? null };
}

/** The other way; of no wishes, free slots. */
export function targetOf({ slots, length, fill }: Wishes): Target {
  const parts: Target[] = [];
  if (Object.keys(slots).length > 0) parts.push({ kind: 'slots', values: slots });
  if (length !== null) parts.push({ kind: 'length', n: length });
  if (fill?.some((word) => word !== null) === true) parts.push({ kind: 'fill', words: fill });
  if (parts.length === 0) return { kind: 'slots', values: {} };
  return parts.length === 1 ? parts[0]! : { kind: 'all', of: parts };
}

/** The same with a word that stands at one more place, counted from 0. */
export function withFixedWord(wishes: Wishes, place: number, word: string): Wishes {
  const before = wishes.fill ?? [];
  const fill = Array.from({ length: Math.max(before.length, place + 1) }, (_, at) =>
    at === place ? word : (before[at] ?? null),
  );
  return { ...wishes, fill };
}
