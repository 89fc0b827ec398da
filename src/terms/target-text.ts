// Targets as text: one form of each kind, used alike in addresses, lists of steerings, files and on the command line.
//
//     target=7    slots=hair=blue,mood=sad    prompt=blue hair:2 | glasses:-1    length=15    fill=The _ is near _
//
// Several of them at once are a target of kind `all`.

import { escaped } from './escapes';
import { promptText, readPrompt } from './prompt-text';
import { readSlots, slotsText } from './slots-text';
import { classTarget, type Target } from './target';

/** The names under which targets stand in addresses, in the order in which they are written. */
export const targetFields = ['target', 'slots', 'prompt', 'length', 'fill'] as const;
export type TargetField = (typeof targetFields)[number];
/** Texts by the names of their address fields. */
export type TargetTexts = Partial<Record<TargetField, string>>;

/** Classes, words and characters beyond these are nonsense. */
const MOST_CLASSES = 1000;
const MOST_WORDS = 10_000;
const MOST_CHARACTERS = 10_000;

/** The fields of an address that say the target: one, or several of a target of kind `all`. */
export function targetTexts(target: Target): TargetTexts {
  switch (target.kind) {
    case 'class':
      return { target: String(target.index) };
    case 'slots':
      return { slots: slotsText(target.values) };
    case 'prompt':
      return { prompt: promptText(target.parts) };
    case 'length':
      return { length: String(target.n) };
    case 'fill':
      return { fill: target.words.map((word) => word ?? '_').join(' ') };
    case 'all':
      return Object.assign({}, ...target.of.map(targetTexts));
  }
}

/** One text of any target: "7", "slots=hair=blue", "slots=food=Italian;length=15". */
export function targetText(target: Target): string {
  if (target.kind === 'class') return String(target.index);
  return Object.entries(targetTexts(target))
    .map((pair) => pair.join('='))
    .join(';');
}

/** @returns null where there is none of the fields; what was not understood is passed to `refuse` and left out */
export function readTarget(
  texts: TargetTexts,
  refuse: (field: TargetField, text: string) => void = () => {},
): Target | null {
  const found = targetFields.flatMap((field) => {
    const text = texts[field];
    if (text === undefined) return [];
    const target = text.length > MOST_CHARACTERS ? null : readers[field](text);
    if (target === null) refuse(field, text);
    return target ?? [];
  });
  return found.length > 1 ? { kind: 'all', of: found } : (found[0] ?? null);
}

const readers: Readonly<Record<TargetField, (text: string) => Target | null>> = {
  target: (text) => {
    const index = whole(text, MOST_CLASSES - 1);
    return index === null ? null : classTarget(index);
  },
  slots: (text) => {
    const values = readSlots(text);
    return values === null ? null : { kind: 'slots', values };
  },
  prompt: (text) => ({ kind: 'prompt', parts: readPrompt(text) }),
  length: (text) => {
    const n = whole(text, MOST_WORDS);
    return n === null || n === 0 ? null : { kind: 'length', n };
  },
  fill: (text) => {
    const words = text.split(/\s+/).filter((word) => word !== '');
    return words.length === 0
      ? null
      : { kind: 'fill', words: words.map((word) => (/^_+$/.test(word) ? null : word)) };
  },
};

function whole(text: string, most: number): number | null {
  if (!/^\d{1,6}$/.test(text)) return null;
  const value = Number(text);
  return value <= most ? value : null;
}

/** As an item of a list of steerings has it: "y7", or the fields in brackets. */
export function steeredText(target: Target): string {
  if (target.kind === 'class') return `y${target.index}`;
  const fields = Object.entries(targetTexts(target)).map(
    ([field, text]) => `${field}=${escaped(text, /[%();_]/g)}`,
  );
  return `(${fields.join(';')})`;
}
