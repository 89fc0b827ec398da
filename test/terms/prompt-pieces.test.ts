import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptPieces } from '../../src/terms/prompt-pieces';
import { promptText, readPrompt, wordsOf } from '../../src/terms/prompt-text';

const pieces = (prompt: string) =>
  promptPieces(readPrompt(prompt)).map(({ kind, text, without }) => [kind, text, promptText(without)]);

describe('the pieces of a prompt', () => {
  it('are its words, each with what is left without it', () => {
    expect(pieces('blue hair, no hat')).toEqual([
      ['word', 'blue', 'hair, no hat'],
      ['word', 'hair', 'blue , no hat'],
      ['word', 'no', 'blue hair, hat'],
      ['word', 'hat', 'blue hair, no'],
    ]);
    expect(pieces('hair')).toEqual([['word', 'hair', '']]);
  });

  it('are phrases too where there are several, or weights', () => {
    expect(pieces('blue hair:2 | hat:-1 | 😀')).toEqual([
      ['phrase', 'blue hair', 'hat:-1 | 😀'],
      ['word', 'blue', 'hair:2 | hat:-1 | 😀'],
      ['word', 'hair', 'blue:2 | hat:-1 | 😀'],
      ['phrase', 'hat', 'blue hair:2 | 😀'],
    ]);
    expect(pieces('hat:-1')).toEqual([['phrase', 'hat', '']]);
    expect(pieces('😀')).toEqual([]);
  });

  it('leave out that word and no other, of any prompt', () => {
    const words = (parts: readonly { text: string }[]): string[] =>
      parts.flatMap(({ text }) => wordsOf(text));
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const parts = readPrompt(text);
        for (const { kind, text: piece, without } of promptPieces(parts)) {
          const left = kind === 'word' ? [piece.toLowerCase()] : wordsOf(piece);
          expect([...words(without), ...left].toSorted()).toEqual(words(parts).toSorted());
        }
      }),
    );
  });
});
