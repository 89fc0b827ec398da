import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { usualScale, type GuideInfo } from '../../../src/terms/pack-info';
import { meanShift } from '../../../src/terms/rule';
import { completions, promptReading } from '../../../src/views/denoise/asking/prompt-reading';

const guide: GuideInfo = {
  id: 'clip',
  title: 'Prompt',
  targets: ['prompt'],
  slots: [{ name: 'hair', labels: ['red', 'blue'], captions: ['red hair', 'blue hair'] }],
  words: { known: ['a', 'blue', 'hair', 'hat', 'red'], longest: 3 },
  scale: usualScale,
  rule: meanShift,
  parameters: 0,
};
const read = (text: string) => promptReading(text, guide);

describe('a prompt as it is typed', () => {
  it('says what was understood, and what was not', () => {
    expect(read('blue hair | a hat:-1')).toMatchObject({
      values: { hair: 'blue' },
      weighted: [{ text: 'a hat', weight: -1 }],
      unknown: [],
      sentence: '',
    });
    expect(read('Green hair')).toMatchObject({ unknown: ['green'], sentence: 'It does not know “green”.' });
  });

  test.each([
    ['', 'Nothing is asked for, so nothing is nudged.'],
    [' | ', 'There is no word of a to z in it, so nothing is nudged.'],
    ['🙂 مرحبا', 'There is no word of a to z in it, so nothing is nudged.'],
    ['purple crown', 'It knows none of these words, and takes each for one and the same unknown word.'],
    ['blue hair:two', '“two” is no number: write a weight as in “a hat:-1”.'],
    ['blue hair:0', 'Every weight is 0, so nothing is nudged.'],
    ['a blue red hair', 'Only the first 3 words of a phrase are read.'],
    [
      'one two | three four | five six | seven hat',
      'It does not know “one”, “two”, “three”, “four”, “five” and 2 more.',
    ],
  ])('of "%s" it says one sentence, and the run goes on with it', (text, sentence) => {
    expect(read(text).sentence).toBe(sentence);
    expect(read(text).target?.kind).toBe('prompt');
  });

  test.each([
    ['blue hair:1000', 'A weight is −100 to 100, and 1000 is not: what was asked for before stays.'],
    ['blue hair:1e999', 'A weight is −100 to 100, and Infinity is not: what was asked for before stays.'],
    [
      'x'.repeat(10_001),
      'A prompt has at most 10,000 characters, and this one 10,001: what was asked for before stays.',
    ],
  ])('leaves what was asked for standing where it cannot be asked for', (text, sentence) => {
    expect(read(text)).toMatchObject({ target: null, sentence });
  });

  test.each([
    ['+2', 2],
    ['.5', 0.5],
    ['−1', -1],
    ['-1.5e1', -15],
  ])('takes the weight %s as a number', (typed, weight) => {
    expect(read(`blue hair:${typed}`)).toMatchObject({
      weighted: [{ text: 'blue hair', weight }],
      sentence: '',
    });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void read(text)));
  });

  it('completes the word that was begun', () => {
    expect(completions('blue ha', guide.words!.known)).toEqual(['blue hair', 'blue hat']);
    expect(completions('blue ', guide.words!.known)).toEqual([]);
    expect(completions('blue | H', guide.words!.known)).toEqual(['blue | hair', 'blue | hat']);
  });
});
