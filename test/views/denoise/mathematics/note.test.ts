import { describe, expect, it } from 'vitest';
import { noteOf, timesSmaller, type NoteFacts } from '../../../../src/views/denoise/mathematics/note';

// From facts of a real run: seed 1, y = 7, s = 4.
const middle: NoteFacts = {
  target: '7',
  guidanceScale: 4,
  leftAlone: false,
  belief: { own: 0.76, twin: 0.004 },
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
    const early = { ...middle, belief: { own: 0.094, twin: 0.094 }, nudge: 0.0024, sigma: 0.427 };
    expect(noteOf(early).head).toBe('A hundred times smaller than the noise, and nearly blind.');
  });

  it('says in the middle that the nudge decides', () => {
    const { head, body } = noteOf(middle);
    expect(head).toBe('Fifty times smaller than the noise, and it decides.');
    expect(body).toContain('76 % for 7');
    expect(body).toContain('<1 %');
  });

  it('says late that the gradient has vanished', () => {
    expect(noteOf({ ...middle, belief: { own: 0.996, twin: 0.036 } }).body).toContain('vanishes');
  });

  it('says that nothing is nudged at s = 0, nor without a classifier', () => {
    expect(noteOf({ ...middle, guidanceScale: 0 }).head).toBe('At s = 0 nothing is nudged.');
    expect(noteOf({ ...middle, belief: null }).head).toBe('The model alone.');
  });

  it('tells of the unguided twin as the one that is left alone', () => {
    const alone = { ...middle, leftAlone: true, guidanceScale: 0, belief: { own: 0.11, twin: 0.97 } };
    const { head, body } = noteOf(alone);
    expect(head).toBe('This one is left alone.');
    expect(body).toContain('11 % for 7');
    expect(body).toContain('97 %');
    const verdicts = { own: { label: '2', probability: 0.9 }, twin: { label: '7' } };
    expect(noteOf({ ...alone, finished: true, verdicts }).head).toBe('Left alone, the noise became a 2.');
  });

  it('does not compare with a noise that DDIM does not add', () => {
    expect(noteOf({ ...middle, sigma: 0 }).head).toBe('The nudge is small, and it decides.');
  });

  it('gives the judge the last word, also where it disagrees', () => {
    const verdicts = { own: { label: '7', probability: 0.994 }, twin: { label: '2' } };
    expect(noteOf({ ...middle, finished: true, verdicts }).head).toBe(
      'The judge reads 7, and 2 without guidance.',
    );
    expect(noteOf({ ...middle, target: '4', finished: true, verdicts }).head).toBe(
      'The judge reads 7, not 4.',
    );
    expect(noteOf({ ...middle, finished: true, verdicts: { ...verdicts, twin: null } }).head).toBe(
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
