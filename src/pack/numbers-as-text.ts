// Configs in which numbers, truth and nothing are written as text, as YAML, Python and command lines leave them: "1e-4",
// "True", "None".

import type { JsonObject } from './json';

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

const WORDS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['none', null],
]);

const asNumber = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asNumber);
  if (typeof value !== 'string') return value;
  const text = value.trim();
  const word = WORDS.get(text.toLowerCase());
  if (word !== undefined) return word;
  return NUMBER.test(text) ? Number(text) : value;
};

/** No option that is text in earnest looks like one of these. */
export function withNumbers(json: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, asNumber(value)]));
}
