// The verdicts that training/words/rules_fixture.py has written: 1,800 sampled sentences, and 200 by people.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownValues, readSentence, wordsThatSay } from '../../../src/diffusion/words/reading';

type Verdict = readonly [text: string, values: readonly number[], slots: readonly number[]];
interface Fixture {
  readonly rules: string;
  readonly values: readonly string[];
  readonly slots: readonly string[];
  readonly sampled: readonly Verdict[];
  readonly by_people: readonly Verdict[];
}

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(resolve(root, path));
const fixture = JSON.parse(read('test/parity/words/rules.json').toString()) as Fixture;

test('the rules are those of training, and of the verdicts', () => {
  const ours = read('src/diffusion/words/rules.json');
  expect(ours).toEqual(read('training/words/rules.json'));
  expect(createHash('sha256').update(ours).digest('hex')).toBe(fixture.rules);
  expect(knownValues().flatMap(({ slot, values }) => values.map((value) => `${slot}: ${value}`))).toEqual(
    fixture.values,
  );
});

describe('2,000 verdicts', () => {
  const all = [...fixture.sampled, ...fixture.by_people];

  test('are the same', () => {
    expect(all).toHaveLength(2000);
    for (const [text, values, slots] of all) {
      const { stated, contradicted } = readSentence(text.split(' '));
      const named = [...stated].flatMap(([slot, each]) => each.map((value) => `${slot}: ${value}`));
      expect(named, text).toEqual(values.map((at) => fixture.values[at]));
      expect(contradicted, text).toEqual(slots.map((at) => fixture.slots[at]));
    }
  });

  test('come with the words that say so, which say it alone too', () => {
    for (const [text, values] of all.slice(0, 60)) {
      const words = text.split(' ');
      for (const at of values) {
        const [slot = '', value = ''] = fixture.values[at]!.split(': ');
        const found = wordsThatSay(words, slot, value);
        expect(found, `${text}: ${value}`).not.toBeNull();
        const { stated } = readSentence(words.slice(...found!));
        expect(stated.get(slot), text).toContain(value);
      }
    }
  });
});

test('words that say a value are the shortest stretch', () => {
  const words = 'The Mill is a cheap pub near the river .'.split(' ');
  expect(wordsThatSay(words, 'eatType', 'pub')).toEqual([5, 6]);
  expect(wordsThatSay(words, 'eatType', 'restaurant')).toBeNull();
  expect(wordsThatSay(words, 'nothing', 'pub')).toBeNull();
});
