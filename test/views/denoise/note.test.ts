import { describe, expect, it } from 'vitest';
import { noteOf, timesSmaller, type NoteFacts } from '../../../src/views/denoise/note';

// From facts of a real run: seed 1, y = 7, s = 4.
const middle: NoteFacts = {
  target: '7',
  guidanceScale: 4,
  belief: { guided: 0.76, unguided: 0.004 },
  classCount: 10,
  nudge: 0.0055,
  sigma: 0.322,
  finished: false,
  verdicts: null,
};

describe('the note', () => {
  it('says before the first step what is about to happen', () => {
    expect(noteOf(null).head).toBe('Noise, and a question.');
  });

  it('says early that the classifier is nearly blind', () => {
    const early = { ...middle, belief: { guided: 0.094, unguided: 0.094 }, nudge: 0.0024, sigma: 0.427 };
    expect(noteOf(early).head).toBe('A hundred times smaller than the noise, and nearly blind.');
  });

  it('says in the middle that the nudge decides', () => {
    const { head, body } = noteOf(middle);
    expect(head).toBe('Fifty times smaller than the noise, and it decides.');
    expect(body).toContain('76 % for 7');
    expect(body).toContain('<1 %');
  });

  it('says late that the gradient has vanished', () => {
    expect(noteOf({ ...middle, belief: { guided: 0.996, unguided: 0.036 } }).body).toContain('vanishes');
  });

  it('says that nothing is nudged at s = 0, nor without a classifier', () => {
    expect(noteOf({ ...middle, guidanceScale: 0 }).head).toBe('At s = 0 nothing is nudged.');
    expect(noteOf({ ...middle, belief: null }).head).toBe('The model alone.');
  });

  it('does not compare with a noise that DDIM does not add', () => {
    expect(noteOf({ ...middle, sigma: 0 }).head).toBe('The nudge is small, and it decides.');
  });

  it('gives the judge the last word, also where it disagrees', () => {
    const verdicts = { guided: { label: '7', probability: 0.994 }, unguided: { label: '2' } };
    expect(noteOf({ ...middle, finished: true, verdicts }).head).toBe(
      'The judge reads 7, and 2 without guidance.',
    );
    expect(noteOf({ ...middle, target: '4', finished: true, verdicts }).head).toBe(
      'The judge reads 7, not 4.',
    );
    expect(noteOf({ ...middle, finished: true, verdicts: { ...verdicts, unguided: null } }).head).toBe(
      'The judge reads 7.',
    );
    expect(noteOf({ ...middle, finished: true }).head).toBe('Finished.');
  });
});

describe('timesSmaller', () => {
  it.each([
    [62, 'sixty times smaller'],
    [1.2, 'no smaller'],
    [2.5, 'two times smaller'],
    [50_000, 'thousands of times smaller'],
  ])('says %f as %s', (ratio, words) => {
    expect(timesSmaller(ratio)).toBe(words);
  });
});
