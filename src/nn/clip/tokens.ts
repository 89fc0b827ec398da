// From a prompt to the tokens of CLIP's text encoder (training/faces/captions.py): whole words, in lower case.

import { wordsOf } from '../../terms/prompt-text';

/** The first entries of every vocabulary. */
export const SPECIAL_TOKENS = ['<padding>', '<unknown>'] as const;
export const UNKNOWN_WORD = 1;

export interface PromptTokens {
  /** At most as many as the encoder reads. */
  readonly tokens: readonly number[];
  /** Words that the vocabulary does not have; they are read as `UNKNOWN_WORD`. */
  readonly unknown: readonly string[];
  /** Words that are one too many, and are not read. */
  readonly dropped: readonly string[];
}

/** @param length of the longest text that is read */
export function promptTokens(text: string, vocabulary: readonly string[], length: number): PromptTokens {
  const words = wordsOf(text);
  const read = words.slice(0, length);
  const tokenOf = (word: string) => {
    const token = vocabulary.indexOf(word);
    return token < 0 ? UNKNOWN_WORD : token;
  };
  return {
    tokens: read.map(tokenOf),
    unknown: read.filter((word) => tokenOf(word) === UNKNOWN_WORD),
    dropped: words.slice(length),
  };
}
