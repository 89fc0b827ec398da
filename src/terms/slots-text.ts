// Values of slots as text: "hair=blue,mood=sad". `any`, alone or as a value, leaves free.

import { escaped, unescaped } from './escapes';

type Values = Readonly<Record<string, string>>;

export function slotsText(values: Values): string {
  const pairs = Object.entries(values).map((pair) =>
    pair.map((text) => escaped(text, /[%,=]|^\s|\s$/g)).join('='),
  );
  return pairs.length === 0 ? 'any' : pairs.join(',');
}

/** @returns null for nonsense */
export function readSlots(text: string): Values | null {
  if (text.trim() === 'any') return {};
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
