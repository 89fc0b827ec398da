// Damage to JSON that is still JSON, or nearly: hostile values, missing and strange fields, depth, prototypes.

import type { Json } from '../tiny-pack';
import type { Random } from './random';

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** As JSON text, because some of it no value could be written as. */
const hostile: readonly string[] = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '-1',
  '1',
  '1.5',
  '3',
  '1e-320',
  '1e308',
  '1e999',
  '-1e999',
  '9007199254740993',
  '4294967296',
  '2147483648',
  '65536',
  '""',
  '"x"',
  '"../../x"',
  '"\\u0000"',
  '"NaN"',
  JSON.stringify('long '.repeat(20_000)),
  '[]',
  '{}',
  '[0]',
  '[4,4]',
  '[8,8,8]',
  '[1e9,1e9]',
  '[null]',
  `[${Array.from({ length: 5000 }, () => '1').join(',')}]`,
  '{"__proto__": {"polluted": true}}',
  '{"constructor": {"prototype": {"polluted": true}}}',
  deep(20),
  deep(200),
  deep(50_000),
];

/** Every object and list in it, with the keys to reach fields. */
function places(value: unknown, found: [Json, string][] = []): [Json, string][] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push([value as Json, key]);
    places((value as Json)[key], found);
  }
  return found;
}

/** @returns JSON text, usually well-formed */
export function mutateJson(value: Json, random: Random): string {
  const copy = structuredClone(value);
  const all = places(copy);
  const marker = '\u0001';
  const replacement = random.pick(hostile);
  if (all.length === 0 || random.below(12) === 0) return replacement; // the whole of it
  const [holder, key] = random.pick(all);
  switch (random.below(6)) {
    case 0:
      delete holder[key];
      break;
    case 1:
      holder[random.pick(['__proto__x', 'toString', 'an_option', 'class_embed_type', key.toUpperCase()])] =
        marker;
      break;
    case 2: {
      const [other, otherKey] = random.pick(all);
      holder[key] = structuredClone(other[otherKey]); // a value from elsewhere
      break;
    }
    default:
      holder[key] = marker;
  }
  let text: string;
  try {
    text = JSON.stringify(copy);
  } catch {
    return replacement;
  }
  return text.replaceAll(JSON.stringify(marker), () => replacement).replace('"__proto__x"', '"__proto__"');
}
