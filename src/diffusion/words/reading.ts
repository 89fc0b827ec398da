// What a sentence says, by rules that read the words alone: never a network, so they are independent evidence of control
// (training/words/attributes.py, whose rules.json this is, and whose verdicts these are).

import rules from './rules.json';

/** One value of a slot, and the patterns that find it. */
interface Value {
  readonly name: string;
  /** Values of one level are two ways to say one thing: a cheap place, less than £20. */
  readonly level: string;
  readonly says: readonly RegExp[];
  readonly excepted: readonly RegExp[];
  readonly unless: readonly RegExp[];
}

interface Slot {
  readonly name: string;
  readonly values: readonly Value[];
}

export interface Reading {
  /** The value that is stated of each slot, in the order of the rules; several where they mean the same. */
  readonly stated: ReadonlyMap<string, readonly string[]>;
  /** Slots of which it says two things at once: nothing of them is stated. */
  readonly contradicted: readonly string[];
}

/** Strings of `rules.json` by name, which stand in patterns as <NAME>. */
const parts: Readonly<Record<string, string>> = rules.parts;

/** The pattern with every <NAME> replaced, parts of parts too. */
function expanded(pattern: string): string {
  const part = /<([A-Z][A-Z0-9_]*)>/;
  let text = pattern;
  for (let found = part.exec(text); found !== null; found = part.exec(text)) {
    const [, name = ''] = found;
    text = text.replaceAll(found[0], () => parts[name] ?? '');
  }
  return text;
}

const compiled = (patterns: readonly string[] = []): readonly RegExp[] =>
  patterns.map((pattern) => new RegExp(expanded(pattern), 'g'));

interface Rules {
  readonly replace: readonly (readonly [pattern: RegExp, by: string])[];
  readonly slots: readonly Slot[];
}

let known: Rules | null = null;

/** Compiled when the first sentence is read. */
function compiledRules(): Rules {
  known ??= {
    replace: rules.replace.map(([pattern = '', by = '']) => [new RegExp(expanded(pattern), 'g'), by]),
    slots: rules.slots.map(({ name, values }) => ({
      name,
      values: values.map((value: RuleOfValue) => ({
        name: value.name,
        level: value.level ?? value.name,
        says: compiled(value.says),
        excepted: compiled(value.except),
        unless: compiled(value.unless),
      })),
    })),
  };
  return known;
}

interface RuleOfValue {
  readonly name: string;
  readonly level?: string;
  readonly says: readonly string[];
  readonly except?: readonly string[];
  readonly unless?: readonly string[];
}

/** What the rules read: lower case, no hyphens, the names of other places taken out, a space at both ends. */
function plain(words: readonly string[]): string {
  return compiledRules().replace.reduce(
    (text, [pattern, by]) => text.replace(pattern, by),
    ` ${words.join(' ').toLowerCase()} `,
  );
}

const matches = (patterns: readonly RegExp[], text: string): boolean =>
  patterns.some((pattern) => text.search(pattern) >= 0);

/** Whether a text that `plain` made says a value, whatever else it says. */
function finds({ says, excepted, unless }: Value, text: string): boolean {
  if (matches(unless, text)) return false;
  return matches(
    says,
    excepted.reduce((left, pattern) => left.replace(pattern, ' _ '), text),
  );
}

/** @param words of a sentence, marks apart */
export function readSentence(words: readonly string[]): Reading {
  const text = plain(words);
  const stated = new Map<string, readonly string[]>();
  const contradicted: string[] = [];
  for (const { name, values } of compiledRules().slots) {
    const found = values.filter((value) => finds(value, text));
    if (new Set(found.map(({ level }) => level)).size > 1) contradicted.push(name);
    else if (found.length > 0)
      stated.set(
        name,
        found.map((value) => value.name),
      );
  }
  return { stated, contradicted };
}

/** Slots and their values that the rules know, in their order. */
export function knownValues(): readonly { readonly slot: string; readonly values: readonly string[] }[] {
  return compiledRules().slots.map(({ name, values }) => ({
    slot: name,
    values: values.map((value) => value.name),
  }));
}

/**
 * The shortest stretch of a sentence that says a value by itself.
 *
 * @returns the first word's place and the one behind the last; null where there is none
 */
export function wordsThatSay(
  words: readonly string[],
  slot: string,
  value: string,
): readonly [from: number, to: number] | null {
  const rule = compiledRules()
    .slots.find(({ name }) => name === slot)
    ?.values.find(({ name }) => name === value);
  if (rule === undefined || !finds(rule, plain(words))) return null;
  for (let length = 1; length <= words.length; length++) {
    for (let from = 0; from + length <= words.length; from++) {
      if (finds(rule, plain(words.slice(from, from + length)))) return [from, from + length];
    }
  }
  return null;
}
