// vocabulary.json of a pack of words: the words in the order of their tokens.

import { NudgeError } from '../../terms/errors';
import { SPECIAL_WORDS } from '../../diffusion/words/tokens';
import { kindOf } from '../json';

/**
 * @param list as the file has it
 * @throws NudgeError `pack-corrupt`
 */
export function parseVocabulary(list: readonly unknown[], path: string): readonly string[] {
  const words: string[] = [];
  const known = new Set<string>();
  list.forEach((word, token) => {
    if (typeof word !== 'string' || word === '') {
      throw corrupt(`${path}: expected a word for token ${token}, got ${kindOf(word)}.`);
    }
    if (known.has(word)) throw corrupt(`${path}: expected every word once, got ${kindOf(word)} twice.`);
    known.add(word);
    words.push(word);
  });
  SPECIAL_WORDS.forEach((special, token) => {
    if (words[token] !== special) {
      throw corrupt(`${path}: expected "${special}" for token ${token}, got ${kindOf(words[token])}.`);
    }
  });
  return words;
}

function corrupt(message: string): NudgeError {
  return new NudgeError('pack-corrupt', message, 'The file is broken; get it again from where it came.');
}
