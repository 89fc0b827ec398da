// Targets as text: one form of each kind, used alike in addresses, lists of steerings, files and on the command line.
//
//     target=7    slots=hair=blue,mood=sad    prompt=blue hair:2 | glasses:-1    length=15    fill=The _ is near _
//
// Several of them at once are a target of kind `all`.

import { classTarget, type PromptPart, type Target } from './target';

/** The names under which targets stand in addresses, in the order in which they are written. */
export const targetFields = ['target', 'slots', 'prompt', 'length', 'fill'] as const;
export type TargetField = (typeof targetFields)[number];
export type TargetTexts = Partial<Record<TargetField, string>>;

/** Classes, words and characters beyond these are nonsense. */
const MOST_CLASSES = 1000;
const MOST_WORDS = 10_000;
const MOST_CHARACTERS = 10_000;

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

/** @returns null where there is none of the fields; what was not understood is told to `refuse` and left out */
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

const escaped = (text: string, special: RegExp): string =>
  text.replaceAll(special, (character) => {
    const code = encodeURIComponent(character);
    return code === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : code;
  });

/** @throws URIError for a broken escape */
const unescaped = (text: string): string => decodeURIComponent(text);

function slotsText(values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map((pair) =>
    pair.map((text) => escaped(text, /[%,=]|^\s|\s$/g)).join('='),
  );
  return pairs.length === 0 ? 'any' : pairs.join(',');
}

/** `any`, alone or as a value, leaves free. */
function readSlots(text: string): Readonly<Record<string, string>> | null {
  if (text === 'any') return {};
  const values = new Map<string, string>();
  for (const pair of text.split(',')) {
    const match = /^([^=]+)=([^=]+)$/.exec(pair.trim());
    if (match === null) return null;
    try {
      const [name, value] = [unescaped(match[1]!), unescaped(match[2]!)];
      if (value !== 'any') values.set(name, value);
    } catch {
      return null;
    }
  }
  return Object.fromEntries(values);
}

function promptText(parts: readonly PromptPart[]): string {
  return parts.map(({ text, weight }) => (weight === 1 ? text : `${text}:${weight}`)).join(' | ');
}

/** Phrases between "|", each with its weight behind ":"; without one it is 1. */
function readPrompt(text: string): readonly PromptPart[] {
  return text
    .split('|')
    .map((part): PromptPart => {
      const match = /^(.*?):\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*$/s.exec(part);
      return match === null
        ? { text: part.trim(), weight: 1 }
        : { text: match[1]!.trim(), weight: Number(match[2]) };
    })
    .filter((part) => part.text !== '');
}

/** As an item of a list of steerings has it: "y7", or the fields in brackets. */
export function steeredText(target: Target): string {
  if (target.kind === 'class') return `y${target.index}`;
  const fields = Object.entries(targetTexts(target)).map(
    ([field, text]) => `${field}=${escaped(text, /[%();_]/g)}`,
  );
  return `(${fields.join(';')})`;
}

/** The other way. @returns null for anything else */
export function readSteered(text: string): Target | null {
  const index = /^y(\d{1,6})$/.exec(text)?.[1];
  if (index !== undefined) return readTarget({ target: index });
  const inside = /^\(([^()]*)\)$/.exec(text)?.[1];
  if (inside === undefined) return null;
  const texts: TargetTexts = {};
  for (const item of inside.split(';')) {
    const at = item.indexOf('=');
    const field = targetFields.find((name) => name === item.slice(0, at));
    if (field === undefined) return null;
    try {
      texts[field] = unescaped(item.slice(at + 1));
    } catch {
      return null;
    }
  }
  let nonsense = false;
  const target = readTarget(texts, () => (nonsense = true));
  return nonsense ? null : target;
}
