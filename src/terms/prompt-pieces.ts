// A prompt taken apart: each word of it, and where it has several phrases or weights also each phrase, with the prompt
// that is left without it.

import type { PromptPart } from './target';

/** A word or a phrase of a prompt, and the prompt without it: what both differ in is what the piece adds. */
export interface PromptPiece {
  /** Where it stands, the same for no other piece. */
  readonly id: string;
  readonly kind: 'word' | 'phrase';
  readonly text: string;
  /** Of the phrase that it stands in. */
  readonly weight: number;
  readonly without: readonly PromptPart[];
}

/** In the order in which they are read, a phrase before its words. Phrases without a word ask for nothing. */
export function promptPieces(parts: readonly PromptPart[]): readonly PromptPiece[] {
  return parts.flatMap((part, at): PromptPiece[] => {
    const { text, weight } = part;
    const words = [...text.matchAll(/[a-z]+/gi)];
    const without = parts.filter((_, i) => i !== at);
    const isWhole = parts.length === 1 && weight === 1;
    const phrase: PromptPiece[] = isWhole ? [] : [{ id: `${at}`, kind: 'phrase', text, weight, without }];
    if (words.length === 0) return [];
    if (words.length === 1 && !isWhole) return phrase;
    const each = words.map((found): PromptPiece => {
      const rest = text.slice(0, found.index) + text.slice(found.index + found[0].length);
      const left = rest.replaceAll(/\s+/g, ' ').trim();
      const instead = /[a-z]/i.test(left) ? [{ text: left, weight }] : [];
      return {
        id: `${at}.${found.index}`,
        kind: 'word',
        text: found[0],
        weight,
        without: parts.toSpliced(at, 1, ...instead),
      };
    });
    return [...phrase, ...each];
  });
}
