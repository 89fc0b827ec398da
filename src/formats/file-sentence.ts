// A finished sentence as files have it.

import type { FileSentence } from '../terms/run-file';
import type { Target } from '../terms/target';
import { sentenceText, verdictsOnWords, wordsOf } from '../diffusion/words/sentence';

/**
 * @param tokens of one sample, [n] or without the PADs at its end
 * @param target what it was asked for
 */
export function fileSentence(
  tokens: Int32Array,
  vocabulary: readonly string[],
  target: Target,
): FileSentence & { readonly words: readonly string[] } {
  const words = wordsOf(tokens, vocabulary);
  const verdicts = verdictsOnWords(words, target).map(({ wish, met, found }) => ({ wish, met, found }));
  return { text: sentenceText(words), words, tokens: [...tokens], verdicts };
}
