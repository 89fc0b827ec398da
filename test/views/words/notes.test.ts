// Notes on a run of sentences: each says what its numbers are, none holds where its condition does not, and there is one
// for every moment.

import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { noteOn, wordsRules } from '../../../src/views/words/notes';
import type { WordsMoment } from '../../../src/views/words/moment';

const usual: WordsMoment = {
  finished: false,
  t: 1000,
  isFirst: false,
  scale: 1,
  isOutside: false,
  wasNudged: true,
  rule: 'updates',
  sign: true,
  clamp: true,
  asks: true,
  steered: false,
  updates: 3,
  nudge: 0.25,
  sigma: 0.4,
  belief: 0.5,
  twinBelief: 0.1,
  places: 40,
  changedNow: 0,
  sure: 12,
  wishes: 2,
  met: 2,
  twinMet: 0,
  unmet: [],
  repeated: [],
};

const moments: fc.Arbitrary<WordsMoment> = fc
  .record({
    finished: fc.boolean(),
    isFirst: fc.boolean(),
    scale: fc.constantFrom(0, 0.5, 1),
    isOutside: fc.boolean(),
    wasNudged: fc.boolean(),
    rule: fc.constantFrom('updates' as const, 'mean-shift' as const),
    sign: fc.boolean(),
    steered: fc.boolean(),
    updates: fc.constantFrom(0, 3),
    belief: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    twinBelief: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    changedNow: fc.integer({ min: 0, max: 5 }),
    wishes: fc.integer({ min: 0, max: 3 }),
    met: fc.integer({ min: 0, max: 3 }),
    repeated: fc.subarray(['cheap', ',']),
  })
  .map((given) => {
    const met = Math.min(given.met, given.wishes);
    const unmet = ['food: Italian', 'price: cheap', '9 words'].slice(0, given.wishes - met);
    return { ...usual, ...given, met, unmet, asks: given.wishes > 0 };
  });

it('has something true to say of every moment', () => {
  fc.assert(
    fc.property(moments, (moment) => {
      const note = noteOn(moment);
      if (note === null) throw new Error('no note');
      const said = `${note.head} ${note.body}`;
      expect(said).not.toMatch(/undefined|NaN|null/);
      if (said.includes('sure,')) expect(moment.belief).toBeGreaterThan(0.9);
      if (said.includes('A sign has one size')) expect(moment.sign).toBe(true);
      if (/persuaded\./.test(said) && said.startsWith('Being'))
        expect(moment.belief).toBeGreaterThan(moment.twinBelief ?? 0);
      if (said.includes('Nothing steered')) expect(moment.wasNudged).toBe(false);
      if (said.includes('twice at once')) expect(moment.finished && moment.repeated.length > 0).toBe(true);
      if (said.includes('The rules find')) expect(said).toContain(`find ${moment.met} of ${moment.wishes}`);
      if (said.startsWith('It says')) expect(moment.met).toBe(moment.wishes);
      if (said.includes('alone') && !moment.finished && !moment.isFirst)
        expect(moment.scale === 0 || !moment.asks).toBe(true);
      if (note.id === 'quiet') expect(moment.updates).toBe(0);
    }),
  );
});

it('uses each of its rules', () => {
  const used = new Set(fc.sample(moments, { numRuns: 3000, seed: 5 }).map((moment) => noteOn(moment)?.id));
  expect(used).toEqual(new Set(wordsRules.map(({ id }) => id)));
});

test.each<readonly [string, Partial<WordsMoment>, string]>([
  ['the first step', { isFirst: true }, 'Pure noise, read as words.'],
  ['a sure classifier under signs', { belief: 0.97 }, 'It is sure, 97 %, and pushed all the same.'],
  ['a sure classifier without signs', { belief: 0.97, sign: false }, 'It is sure, 97 %.'],
  ['the quiet steps', { updates: 0 }, 'No more updates.'],
  ['s = 0', { scale: 0 }, 's = 0: nothing is nudged.'],
  [
    'a t outside of the interval',
    { scale: 0, isOutside: true },
    'Outside of the guidance interval: nothing is nudged.',
  ],
  ['an end at s = 0', { finished: true, scale: 0, wasNudged: false }, 'At s = 0, 2 of 2.'],
  [
    'an end outside of the interval that was guided before',
    { finished: true, scale: 0, isOutside: true },
    'It says both things that were asked for.',
  ],
  ['the end', { finished: true }, 'It says both things that were asked for.'],
  [
    'an end that lacks something',
    { finished: true, met: 1, unmet: ['eatType: pub'] },
    'Not there: Kind: pub.',
  ],
])('says of %s', (_, changes, head) => {
  expect(noteOn({ ...usual, ...changes })?.head).toBe(head);
});

it('says nothing before the first step', () => {
  expect(noteOn(null)).toBeNull();
});
