// In which animation frame what is told of a change: nothing is drawn twice for one change, and nothing is left behind.

import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { State } from '../../src/history/state';
import { onFrameOf } from '../../src/store/use-store';
import { newStore } from './open-images';

let waiting: (() => void)[] = [];
const frame = (): void => {
  const now = waiting;
  waiting = [];
  for (const draw of now) draw();
};

beforeEach(() => {
  waiting = [];
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => waiting.push(draw));
  vi.stubGlobal('cancelAnimationFrame', () => {
    waiting = [];
  });
});
afterEach(() => vi.unstubAllGlobals());

const first: State = newStore().store.getState();

function heard() {
  const store = createStore<State>(() => first);
  let focus = 0;
  const seen = { first: -1, next: -1 };
  const told: (keyof typeof seen)[] = [];
  const listen = (turn: keyof typeof seen) =>
    onFrameOf(
      store,
      turn,
    )(() => {
      seen[turn] = store.getState().focus;
      told.push(turn);
    });
  const stops = [listen('first'), listen('next')];
  const change = (): void => store.setState({ focus: ++focus });
  return { change, seen, told, stops, now: () => focus };
}

test('a change is told to the first in one frame and to the others in the next, once', () => {
  const { change, told } = heard();
  change();
  change();
  expect(told).toEqual([]);
  frame();
  expect(told).toEqual(['first']);
  frame();
  expect(told).toEqual(['first', 'next']);
  frame();
  expect(told).toHaveLength(2);
});

test('whenever changes come, no frame tells both, and at rest both have heard of the last', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 12 }), (acts) => {
      const { change, seen, told, now, stops } = heard();
      change();
      for (const isChange of acts) {
        if (isChange) change();
        else {
          const before = told.length;
          frame();
          expect(told.length - before).toBeLessThanOrEqual(1);
        }
      }
      for (let frames = 0; frames < 4; frames++) frame();
      expect(seen).toEqual({ first: now(), next: now() });
      expect(waiting).toEqual([]);
      for (const stop of stops) stop();
    }),
  );
});

test('where there is nobody to follow, every frame tells', () => {
  const { change, told, stops } = heard();
  stops[1]?.();
  change();
  frame();
  change();
  frame();
  expect(told).toEqual(['first', 'first']);
});
