// What a lecture is made of: notes for each page, colours that a projector shows, and messages that are checked.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lessons } from '../../src/lessons/lessons';
import { readPresents, readShort, withPresents } from '../../src/lessons/place';
import { clockText } from '../../src/lessons/present/clock-text';
import { onShortWay, shortWay, shortWayInText } from '../../src/lessons/present/short-way';
import { readFromLecture, readFromSpeaker } from '../../src/lessons/present/speaker-messages';
import { teaching } from '../../src/lessons/teaching';
import { sentencesOf, wordsIn } from './source-texts';

const textOf = (file: string): string =>
  readFileSync(resolve(import.meta.dirname, '../../src', file), 'utf8');

describe('the notes', () => {
  it.each(lessons.filter(({ kind }) => kind === 'lesson'))(
    'say something to each page of lesson $number',
    async ({ number, load }) => {
      const notes = teaching.find(({ lesson }) => lesson === number);
      expect(notes?.pages).toHaveLength((await load()).length);
      for (const text of [notes?.aim ?? '', ...(notes?.pages.flat() ?? [])]) {
        expect(text).not.toBe('');
        expect(text).not.toContain('`'); // the second window has no formulas
        expect(sentencesOf(text).filter((sentence) => wordsIn(sentence) > 30)).toEqual([]);
      }
    },
  );
});

/** The tokens of a rule, by its selector. */
function tokensOf(css: string, selector: string): Record<string, string> {
  const body = css.split(`${selector} {`)[1]?.split('}')[0] ?? '';
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+): (#[\da-f]{6})/g)].map(([, name, value]) => [name, value]),
  );
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

describe.each([
  ['light', ':root', ':root[data-presents]'],
  ['dark', ":root[data-theme='dark']", ":root[data-theme='dark'][data-presents]"],
])('in %s', (_, usual, presenting) => {
  const tokens = {
    ...tokensOf(textOf('app/tokens.css'), usual),
    ...tokensOf(textOf('lessons/present/room.css'), presenting),
  };

  it.each(['--ink', '--ink-2', '--ink-3', '--guide-ink', '--model', '--good', '--warn'])(
    'text in %s has seven to one on paper',
    (token) => {
      for (const ground of ['--paper', '--raise']) {
        expect(contrast(tokens[token] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(7);
      }
    },
  );

  it('text on what is filled has it too', () => {
    expect(contrast(tokens['--on-guide'] ?? '', tokens['--guide-ink'] ?? '')).toBeGreaterThanOrEqual(7);
  });
});

it('whether slides are asked for stands in the query, and the rest of it stays', () => {
  for (const search of ['', '?lesson=4.2', '?backend=wasm&lesson=1.1']) {
    expect(readPresents(search)).toBe(false);
    expect(readPresents(withPresents(search, true))).toBe(true);
    expect(withPresents(withPresents(search, true), false)).toBe(search);
  }
  expect(readPresents('?present')).toBe(true);
});

it('a short lecture keeps to its ten pages, from wherever it is, and stays short in the address', () => {
  expect(shortWayInText).toEqual(shortWayInText.toSorted());
  shortWay.forEach((place, i) => {
    expect(onShortWay(place, 1)).toBe(shortWay[i + 1] ?? null);
    expect(onShortWay(place, -1)).toBe(shortWay[i - 1] ?? null);
  });
  expect(onShortWay({ lesson: 4, page: 4 }, 1)).toEqual({ lesson: 5, page: 1 });
  expect(onShortWay({ lesson: 4, page: 4 }, -1)).toEqual({ lesson: 4, page: 2 });
  expect(readShort(withPresents('?present=short&lesson=1.1', true))).toBe(true);
  expect(readShort(withPresents('?lesson=1.1', true))).toBe(false);
  expect(withPresents('?present=short', false)).toBe('');
});

it('a clock counts minutes, then hours', () => {
  expect([0, 59_999, 61_000, 3_600_000, -5].map(clockText)).toEqual([
    '0:00',
    '0:59',
    '1:01',
    '1:00:00',
    '0:00',
  ]);
});

it('both windows take what they know and nothing else', () => {
  const slide = { kind: 'slide', at: '4.2', title: 'x', notes: ['y'], next: null, black: false, since: 3 };
  expect(readFromLecture(slide)).toEqual(slide);
  expect(readFromLecture({ kind: 'over' })).toEqual({ kind: 'over' });
  expect(readFromSpeaker({ kind: 'turn', by: -1 })).toEqual({ kind: 'turn', by: -1 });
  expect(readFromSpeaker({ kind: 'turn', by: 7 })).toBeNull();
  for (const name of Object.keys(slide)) {
    const { [name]: _, ...rest } = slide as Record<string, unknown>;
    expect(readFromLecture(rest)).toBeNull();
  }
  fc.assert(
    fc.property(fc.anything(), (data) => {
      expect([null, 'over', 'slide']).toContain(readFromLecture(data)?.kind ?? null);
      expect([null, 'hello', 'turn', 'black']).toContain(readFromSpeaker(data)?.kind ?? null);
    }),
  );
});
