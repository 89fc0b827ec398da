// From values of slots to a plain prompt, and from a prompt to the values that it plainly names. The other way is no
// understanding of language: it finds the captions of the pack, also with other words for their nouns, or with a
// second value before the noun ("long blue hair").

import { readingsOf, type Verdict } from './networks';
import type { Slot } from './pack-info';
import { wordsOf } from './prompt-text';
import type { PromptPart, Target } from './target';

/** Labels by the names of their slots. A slot that is absent is free. */
export type Values = Readonly<Record<string, string>>;

/** "blue hair and dark glasses"; empty where nothing is asked for. */
export function plainPrompt(values: Values, slots: readonly Slot[]): string {
  return slots
    .flatMap(({ name, labels, captions }) => {
      const value = values[name];
      return value === undefined ? [] : [captions?.[labels.indexOf(value)] ?? value];
    })
    .join(' and ');
}

interface Read {
  readonly slots: readonly Slot[];
  readonly values: Values;
}

const read = new WeakMap<readonly PromptPart[], Read>();

/** What the phrases ask for that are not weighted away from. Read once: every step of a run is drawn with it. */
export function promptValues(parts: readonly PromptPart[], slots: readonly Slot[]): Values {
  const known = read.get(parts);
  if (known?.slots === slots) return known.values;
  const values = readValues(parts, slots);
  read.set(parts, { slots, values });
  return values;
}

function readValues(parts: readonly PromptPart[], slots: readonly Slot[]): Values {
  const phrases = parts.flatMap(({ text, weight }) => (weight > 0 ? [plainWords(text)] : []));
  const values: Record<string, string> = {};
  for (const slot of slots) {
    for (const words of phrases) {
      const label = namedIn(words, slot, slots);
      if (label !== null) values[slot.name] ??= label;
    }
  }
  return values;
}

const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the']);
const SAME: Readonly<Record<string, string>> = { without: 'no', gray: 'grey', blonde: 'blond' };

/** In lower case, without articles. */
function plainWords(text: string): readonly string[] {
  return wordsOf(text)
    .filter((word) => !ARTICLES.has(word))
    .map((word) => SAME[word] ?? word);
}

/** The longest label of a slot that is named, so that "no hat" is not "hat". */
function namedIn(words: readonly string[], slot: Slot, slots: readonly Slot[]): string | null {
  const found = slot.labels.flatMap((label, i) => {
    const labelled = plainWords(label);
    const caption = plainWords(slot.captions?.[i] ?? label);
    const named = beginsWith(caption, labelled)
      ? words.some((_, at) =>
          isNamedAt(words, at, labelled, caption[labelled.length], { label, slot, slots }),
        )
      : words.some((_, at) => beginsWith(words.slice(at), caption));
    return named ? [{ label, length: labelled.length }] : [];
  });
  return found.toSorted((a, b) => b.length - a.length)[0]?.label ?? null;
}

/** @param noun that the caption has behind the label; undefined where the label is all */
function isNamedAt(
  words: readonly string[],
  at: number,
  labelled: readonly string[],
  noun: string | undefined,
  { label, slot, slots }: { readonly label: string; readonly slot: Slot; readonly slots: readonly Slot[] },
): boolean {
  if (!beginsWith(words.slice(at), labelled)) return false;
  if (noun === undefined) return true;
  const others = new Set(slots.flatMap(({ labels }) => labels));
  const next = words.slice(at + labelled.length).find((word) => !others.has(word));
  if (next === noun) return true;
  const isNoun = slots.some(({ captions = [] }) => captions.some((each) => plainWords(each).at(-1) === next));
  return !isNoun && slots.every((other) => other === slot || !other.labels.includes(label));
}

function beginsWith(words: readonly string[], start: readonly string[]): boolean {
  return start.length > 0 && start.every((word, i) => words[i] === word);
}

/** What a target asks for of the slots; null where it is about something else. */
export function askedValues(target: Target, slots: readonly Slot[]): Values | null {
  switch (target.kind) {
    case 'slots':
      return target.values;
    case 'prompt':
      return promptValues(target.parts, slots);
    case 'class':
    case 'length':
    case 'fill':
    case 'all':
      return null;
  }
}

/** Whether a judge finds in a finished sample all that was asked for; null where it was asked for nothing. */
export function findsAll(verdict: Verdict, asked: Values, slots: readonly Slot[]): boolean | null {
  const readings = readingsOf(verdict);
  const wanted = slots.flatMap(({ name, labels }, i) => {
    const value = asked[name];
    return value === undefined ? [] : [labels[readings[i]?.label ?? -1] === value];
  });
  return wanted.length === 0 ? null : wanted.every(Boolean);
}
