// Configs in which numbers are written as text, as YAML and command lines leave them: "1e-4".

import type { JsonObject } from './json';

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

const asNumber = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asNumber);
  return typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value;
};

/** No option that is text in earnest looks like a number. */
export function withNumbers(json: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, asNumber(value)]));
}
