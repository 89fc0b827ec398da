// What is read of each attribute over t, from answers that are made up.

import { describe, expect, it } from 'vitest';
import { firstNote } from '../../../src/views/notes/note';
import { noiseRules } from '../../../src/views/noise/rules';
import { beliefsIn, outlives, slotsRead } from '../../../src/views/picture/slots-read';

const slots = [
  { name: 'hair', labels: ['red', 'blue'] },
  { name: 'mood', labels: ['happy', 'sad'] },
];
const point = (hair: number, mood: number) => ({
  error: 0,
  beliefs: Float32Array.of(1 - hair, hair, 1 - mood, mood),
});
const overT = {
  t: [0, 250, 500, 750, 999],
  points: [point(0.9, 0.8), point(0.8, 0.4), null, point(0.6, 0.9), point(0.2, 0.5)],
};

describe('what is read over t', () => {
  it('is what was read at the least noise, up to the first answer that reads something else', () => {
    const read = slotsRead(overT, slots, null)!;
    expect(read.map(({ name, label, first, until }) => [name, label, first, until])).toEqual([
      ['hair', 1, 0, 750],
      ['mood', 1, 2, 0],
    ]);
    expect(beliefsIn(read, overT.points[1]!.beliefs)).toEqual(Float32Array.of(0.8, 0.4));
    expect(beliefsIn(read, null)).toBeNull();
    expect(outlives(read)).toBe(
      'Of this picture hair survives the noise longest: half of what is believed beyond a blind guess is left up to t = 750. First goes mood, after t = 0.',
    );
  });

  it('takes what is believed in pure noise for no knowledge: a common value does not survive', () => {
    const common = [point(0.9, 0.99), point(0.8, 0.98), point(0.7, 0.97), point(0.2, 0.96)];
    const read = slotsRead({ t: [0, 300, 600, 999], points: common }, slots, null)!;
    expect(outlives(read)).toBe(''); // mood is believed all along, and hair alone can be lost
    const [hair] = read;
    expect(hair!.until).toBe(600);
  });

  it('is computed, not typed: another picture, another order', () => {
    const swapped = overT.points.map((each) => {
      const [a, b, c, d] = each?.beliefs ?? [];
      return each === null ? null : { error: 0, beliefs: Float32Array.of(c!, d!, a!, b!) };
    });
    expect(outlives(slotsRead({ ...overT, points: swapped }, slots, null)!)).toMatch(
      /^Of this picture mood survives/,
    );
  });

  it('is of what the picture is known to be, whatever the guide takes it for', () => {
    const read = slotsRead(overT, slots, [0, 1])!;
    expect(read.map(({ label, isTrue }) => [label, isTrue])).toEqual([
      [0, true],
      [1, true],
    ]);
    // hair is red and taken for blue at the least noise: there is nothing to lose
    expect(read[0]!.clear).toBeCloseTo(0.1);
    expect(read[0]!.until).toBe(0);
    expect(outlives(read)).toBe('');
  });

  it('is not known without an answer at the least noise, and nothing outlives where all are alike', () => {
    expect(slotsRead({ t: [0, 999], points: [null, point(1, 1)] }, slots, null)).toBeNull();
    expect(slotsRead(overT, [], null)).toBeNull();
    const alike = slotsRead({ t: [0, 999], points: [point(1, 1), point(0.9, 0.9)] }, slots, null)!;
    expect(outlives(alike)).toBe('');
  });
});

it('the note says which attributes are still read', () => {
  const xt = new Float32Array(12);
  const answer = (beliefs: Float32Array<ArrayBuffer>) => ({
    sample: {
      schedule: 'linear' as const,
      t: 500,
      alphaCumprod: 0.1,
      xt,
      askedT: 500,
      askedAlphaCumprod: 0.1,
    },
    x0: xt,
    eps: xt,
    predX0: xt,
    beliefs,
    error: 0.3,
  });
  const noteOf = (hair: number, mood: number, truth: readonly number[] | null = null) =>
    firstNote(noiseRules, {
      answer: answer(point(hair, mood).beliefs),
      shape: [2, 2, 3],
      classes: [],
      truth: null,
      slots: slotsRead(overT, slots, truth)!,
    })!;
  expect(noteOf(0.9, 0.1).head).toBe('The guide still reads hair.');
  expect(noteOf(0.9, 0.1).body).toContain('Mood is read as something else');
  expect(noteOf(0.9, 0.9).head).toBe('The guide still reads every attribute.');
  expect(noteOf(0.1, 0.1).head).toBe('The guide reads no attribute as it did at the least noise.');
  // of a picture whose attributes are known
  expect(noteOf(0.9, 0.1, [0, 0]).head).toBe('The guide reads mood rightly.');
  expect(noteOf(0.9, 0.1, [0, 0]).body).toContain('Hair is read as something else');
  expect(noteOf(0.9, 0.1, [1, 0]).head).toBe('The guide reads every attribute rightly.');
  expect(noteOf(0.9, 0.1, [0, 1]).head).toBe('The guide reads no attribute rightly.');
});
