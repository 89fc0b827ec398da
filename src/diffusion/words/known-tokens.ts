// What targets know of a sentence: where it ends, and the words that stand at their places (training/words/pack.py).

import type { Target } from '../../terms/target';
import { FREE, START, tokensOfLength, UNKNOWN } from './tokens';

/** @returns [n] of a sample, `FREE` where any word will do */
type Tokens = Int32Array<ArrayBuffer>;

/**
 * The words that a guide leads to. Where a length and words that stand fixed disagree, the words count.
 *
 * @param positions n
 * @returns null where a target knows none
 */
export function knownTokens(target: Target, words: readonly string[], positions: number): Tokens | null {
  switch (target.kind) {
    case 'length':
      return tokensOfLength(target.n, positions);
    case 'fill':
      return tokensOfWords(target.words, words, positions);
    case 'all': {
      const lengthFirst = target.of.toSorted((a, b) => Number(a.kind === 'fill') - Number(b.kind === 'fill'));
      return lengthFirst.reduce<Tokens | null>(
        (known, part) => over(known, knownTokens(part, words, positions)),
        null,
      );
    }
    case 'slots':
    case 'class':
    case 'prompt':
      return null;
  }
}

const held = new WeakMap<Target, { readonly words: readonly string[]; readonly tokens: Tokens | null }>();

/**
 * The words that x̂_0 is given: those that stand fixed, not those that a length asks for. Worked out once a target.
 *
 * @returns null where none do
 */
export function heldTokens(target: Target, words: readonly string[], positions: number): Tokens | null {
  const before = held.get(target);
  if (before?.words === words) return before.tokens;
  const parts = target.kind === 'all' ? target.of : [target];
  const fill = parts.find((part) => part.kind === 'fill') ?? null;
  const tokens = fill === null ? null : knownTokens(fill, words, positions);
  held.set(target, { words, tokens });
  return tokens;
}

/** START, then the words at their places. A word that is not known is UNK. */
function tokensOfWords(
  given: readonly (string | null)[],
  words: readonly string[],
  positions: number,
): Tokens {
  const tokens = new Int32Array(positions).fill(FREE);
  tokens[0] = START;
  given.slice(0, positions - 1).forEach((word, i) => {
    if (word === null) return;
    const token = words.indexOf(word);
    tokens[i + 1] = token < 0 ? UNKNOWN : token;
  });
  return tokens;
}

function over(below: Tokens | null, above: Tokens | null): Tokens | null {
  if (below === null || above === null) return above ?? below;
  return below.map((token, i) => (above[i] === FREE ? token : above[i]!));
}
