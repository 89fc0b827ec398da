// Which swipes of a finger lead from view to view.

import { afterEach, expect, test, vi } from 'vitest';
import { hearSwipes } from '../../src/app/swipe';
import { swipeOf } from '../../src/controls/swipe';

test('a quick level swipe leads forth to the left and back to the right', () => {
  expect(swipeOf({ dx: -120, dy: 10, milliseconds: 200 })).toBe(1);
  expect(swipeOf({ dx: 120, dy: -10, milliseconds: 200 })).toBe(-1);
});

test.each([
  ['short', { dx: -40, dy: 0, milliseconds: 100 }],
  ['slow', { dx: -200, dy: 0, milliseconds: 900 }],
  ['that scrolls', { dx: -100, dy: 80, milliseconds: 200 }],
])('a swipe that is %s leads nowhere', (_, swipe) => {
  expect(swipeOf(swipe)).toBe(0);
});

/** What of an element is asked, of one within `main`. */
class Touched {
  readonly parentElement = null;

  closest(selectors: string): this | null {
    return selectors === 'main' ? this : null;
  }
}

/** The views that one swipe to the left, over what has this touch-action, opens from the first of two. */
function openedOver(touchAction: string): readonly string[] {
  const hearers = new Map<string, (event: object) => void>();
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined }));
  vi.stubGlobal('document', { documentElement: { style: {} } });
  vi.stubGlobal('addEventListener', (name: string, hear: (event: object) => void) => hearers.set(name, hear));
  vi.stubGlobal('innerWidth', 390);
  vi.stubGlobal('visualViewport', null);
  vi.stubGlobal('Element', Touched);
  vi.stubGlobal('getComputedStyle', () => ({ touchAction, overflowX: 'visible' }));
  const opened: string[] = [];
  hearSwipes({
    views: ['denoise', 'noise'],
    go: (view: string) => opened.push(view),
    getState: () => ({ view: 'denoise' }),
  });
  const finger = { clientX: 300, clientY: 400 };
  hearers.get('touchstart')?.({ touches: [finger], target: new Touched(), timeStamp: 0 });
  const end = { ...finger, clientX: 150 };
  hearers.get('touchend')?.({ changedTouches: [end], touches: [], timeStamp: 200 });
  return opened;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a swipe over the view opens the next one, over an open lesson it does not: there it turns the page', () => {
  expect(openedOver('auto')).toEqual(['noise']);
  expect(openedOver('pan-y pinch-zoom')).toEqual([]);
});
