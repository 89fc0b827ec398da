// Reads a target as an item of a list of steerings has it: what `steeredText` of target-text.ts writes.

import { unescaped } from './escapes';
import type { Target } from './target';
import { readTarget, targetFields, type TargetTexts } from './target-text';

/** @returns null for anything else */
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
