// Keys where a run is shown: a clicker's Page Down and Page Up step it, as arrows do.

import { expect, it } from 'vitest';
import { pictureShown } from '../../../src/history/state';
import { takeRunKey } from '../../../src/views/run/keys';
import { Bench } from '../../store/agree/bench';

const NO_MODIFIER = {
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  code: '',
  getModifierState: () => false,
};

it.each([
  ['ArrowLeft', 'ArrowRight'],
  ['PageUp', 'PageDown'],
])('%s and %s step the run', async (back, forth) => {
  const bench = new Bench(1e8);
  await bench.open('#/denoise?target=1&steps=10&seed=1');
  // only what is given is read of an event
  const press = (key: string, more: object = {}): boolean =>
    takeRunKey(
      { ...NO_MODIFIER, ...more, key } as Partial<KeyboardEvent> as KeyboardEvent,
      bench.state,
      bench.nudge,
    );
  expect(press(back)).toBe(true);
  expect(press(back)).toBe(true);
  expect(pictureShown(bench.state)).toBe(8);
  expect(press(forth)).toBe(true);
  expect(pictureShown(bench.state)).toBe(9);
  expect(press('PageUp', { shiftKey: true })).toBe(false);
  expect(press('PageDown', { ctrlKey: true })).toBe(false);
  expect(pictureShown(bench.state)).toBe(9);
});
