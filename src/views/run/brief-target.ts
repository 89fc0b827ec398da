// A target in a formula or a title, where a whole prompt has no room: it stands where it was asked for.

import type { Target } from '../../terms/target';
import { targetWords } from './selectors';

const LONGEST = 16;

/** "7", "hair=blue", "8 attributes" */
export function briefTarget(classes: readonly string[], target: Target): string {
  const words = targetWords(classes, target);
  if (target.kind === 'class' || words.length <= LONGEST) return words;
  if (target.kind !== 'slots') return 'the prompt';
  const count = Object.keys(target.values).length;
  return count === 1 ? words : `${count} attributes`;
}
