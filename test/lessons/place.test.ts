// Where one is in the lessons, in an address and on the device.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readOpen, withOpen, type Open } from '../../src/lessons/place';
import {
  checkedIn,
  keepProgress,
  NO_PROGRESS,
  readProgress,
  withChecked,
  withChoice,
  withPage,
} from '../../src/lessons/progress';

const places = fc.record({ lesson: fc.integer({ min: 0, max: 99 }), page: fc.integer({ min: 1, max: 99 }) });
const opens = fc.oneof(
  places.map((place): Open => ({ kind: 'page', place })),
  fc.constant<Open>({ kind: 'list', unknown: null }),
  fc.constant(null),
);

it('a place in an address is read as it was written, and the rest of the query stays', () => {
  fc.assert(
    fc.property(opens, fc.constantFrom('', '?backend=wasm', '?backend=wasm&lesson=9.9'), (open, search) => {
      const written = withOpen(search, open);
      expect(readOpen(written)).toEqual(open);
      expect(new URLSearchParams(written).get('backend')).toBe(new URLSearchParams(search).get('backend'));
    }),
  );
});

it('nonsense in an address opens the list, which says what it was', () => {
  expect(readOpen('?lesson=four')).toEqual({ kind: 'list', unknown: 'four' });
  expect(readOpen('?lesson')).toEqual({ kind: 'list', unknown: null });
  expect(readOpen('?lesson=4')).toEqual({ kind: 'page', place: { lesson: 4, page: 1 } });
  expect(readOpen('')).toBeNull();
});

function storage(kept: Record<string, string> = {}): Storage {
  const map = new Map(Object.entries(kept));
  return {
    get length() {
      return map.size;
    },
    clear: () => map.clear(),
    getItem: (key) => map.get(key) ?? null,
    key: () => null,
    removeItem: (key) => void map.delete(key),
    setItem: (key, value) => void map.set(key, value),
  };
}

it('what was done is kept on the device, and can be cleared', () => {
  const device = storage();
  const place = { lesson: 4, page: 2 };
  const done = withChecked(withChoice(withPage(NO_PROGRESS, place), place, 1), place);
  keepProgress(done, () => device);
  const read = readProgress(() => device);
  expect(read).toEqual({ chosen: { '4.2': 1 }, checked: ['4.2'], pages: { 4: 2 } });
  expect(checkedIn(read, 4)).toBe(1);
  expect(checkedIn(read, 1)).toBe(0);
  expect(withChoice(read, place, 0).checked).toEqual([]); // another prediction is checked anew
  keepProgress(NO_PROGRESS, () => device);
  expect(readProgress(() => device)).toBe(NO_PROGRESS);
});

it('a device that keeps nothing, or something else, has nothing done', () => {
  const blocked = (): Storage => {
    throw new Error('blocked');
  };
  expect(readProgress(blocked)).toBe(NO_PROGRESS);
  expect(() => keepProgress({ ...NO_PROGRESS, checked: ['1.1'] }, blocked)).not.toThrow();
  for (const text of ['{', '3', '"x"', '[]', '{"chosen":3,"checked":"x","pages":{"4":"y"}}']) {
    const read = readProgress(() => storage({ 'nudge.lessons': text }));
    expect(read).toEqual(NO_PROGRESS);
  }
});
