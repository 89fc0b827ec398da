// The tokens that are no words, and sentences that are known in part (training/words/vocabulary.py, pack.py).

import { NudgeError } from '../../terms/errors';

/** The first words of every vocabulary. */
export const SPECIAL_WORDS = ['START', 'END', 'UNK', 'PAD'] as const;
/** Stands before the first word of every sentence. */
export const START = 0;
/** Stands after the last one. */
export const END = 1;
/** A word that the vocabulary does not have. */
export const UNKNOWN = 2;
/** Fills the places after `END`. */
export const PAD = 3;

/** Those of a vocabulary that may be asked for: START, END and PAD have places of their own, and UNK is no word. */
export const sayableWords = (vocabulary: readonly string[]): readonly string[] =>
  vocabulary.slice(SPECIAL_WORDS.length);

/** The first value of every slot: the sentence does not speak of it. */
export const UNSAID = 'unsaid';

/** Any word will do. */
export const FREE = -1;

/**
 * The tokens that a sentence of this many words fixes: its start and its end.
 *
 * @param positions n
 * @returns [n], `FREE` where the words go
 * @throws NudgeError `bad-request`
 */
export function tokensOfLength(words: number, positions: number): Int32Array<ArrayBuffer> {
  if (!Number.isInteger(words) || words < 1 || words > positions - 2) {
    throw new NudgeError(
      'bad-request',
      `length: expected 1 to ${positions - 2} words, got ${words}.`,
      'START and END take a place each.',
    );
  }
  const tokens = new Int32Array(positions).fill(FREE);
  tokens[0] = START;
  tokens[words + 1] = END;
  tokens.fill(PAD, words + 2);
  return tokens;
}

/** The tokens of a row without its START, up to its first END and without it. */
export function sentenceOf(row: Int32Array): Int32Array {
  const first = row[0] === START ? 1 : 0;
  const end = row.indexOf(END, first);
  return row.subarray(first, end < 0 ? row.length : end);
}

/**
 * START, the words, END, then PAD, as the networks are trained on them. A word that is not known is UNK.
 *
 * @param positions n
 * @returns [n]; null where they do not fit
 */
export function tokensOfSentence(
  sentence: readonly string[],
  words: readonly string[],
  positions: number,
): Int32Array<ArrayBuffer> | null {
  if (sentence.length + 2 > positions) return null;
  const tokens = new Int32Array(positions).fill(PAD);
  tokens[0] = START;
  sentence.forEach((word, i) => {
    const token = words.indexOf(word);
    tokens[i + 1] = token < 0 ? UNKNOWN : token;
  });
  tokens[sentence.length + 1] = END;
  return tokens;
}
