// On a phone a finger that is drawn across the page leads to the view beside the one that is open, as the menu does. What
// takes such a swipe itself (sliders, the timeline, what scrolls sideways, dialogs) keeps it.

import { swipeOf } from '../controls/swipe';

/** Where the views are a menu: view-tabs.module.css, below 768 px. */
const PHONE = '(max-width: 47.9375em)';

/** Pixels from the sides of the window, where the browser's own swipes begin. */
const EDGE = 24;

/** What answers a finger itself: plots are svg. What else does says so by its touch-action. */
const TAKES_SWIPES = 'input, textarea, select, svg, [role=slider], [role=application]';

/** What of the page a swipe needs. */
interface Views<View> {
  readonly views: readonly View[];
  readonly go: (view: View) => void;
  readonly getState: () => { readonly view: View };
}

export function hearSwipes<View>({ views, go, getState }: Views<View>): void {
  const phone = matchMedia(PHONE);
  let from: { readonly x: number; readonly y: number; readonly at: number } | null = null;
  const forget = (): void => void (from = null);
  const claim = (): void => {
    // or Chromium takes such a swipe for the way back to the page before
    document.documentElement.style.overscrollBehaviorX = phone.matches ? 'none' : '';
  };
  claim();
  phone.addEventListener('change', claim);

  addEventListener(
    'touchstart',
    ({ touches, target, timeStamp }) => {
      const [touch] = touches;
      const isOne = touches.length === 1 && touch !== undefined;
      const isZoomed = (visualViewport?.scale ?? 1) > 1.01; // then it moves the page about
      from =
        isOne && phone.matches && !isZoomed && isFree(touch, target)
          ? { x: touch.clientX, y: touch.clientY, at: timeStamp }
          : null;
    },
    { passive: true },
  );
  addEventListener('touchcancel', forget);
  addEventListener(
    'touchend',
    ({ changedTouches, touches, timeStamp }) => {
      const [touch] = changedTouches;
      const began = from;
      forget();
      if (began === null || touch === undefined || touches.length > 0) return;
      const swipe = {
        dx: touch.clientX - began.x,
        dy: touch.clientY - began.y,
        milliseconds: timeStamp - began.at,
      };
      const beside = views[views.indexOf(getState().view) + swipeOf(swipe)];
      if (beside !== undefined) go(beside);
    },
    { passive: true },
  );
}

function isFree({ clientX }: Touch, target: EventTarget | null): boolean {
  if (clientX < EDGE || clientX > innerWidth - EDGE || !(target instanceof Element)) return false;
  if (target.closest('main') === null) return false; // a dialog, the header
  if (target.closest(TAKES_SWIPES) !== null) return false;
  for (let each: Element | null = target; each !== null; each = each.parentElement) {
    const { touchAction, overflowX } = getComputedStyle(each);
    if (touchAction === 'none' || touchAction.startsWith('pan-y')) return false;
    if (
      /auto|scroll/.test(overflowX) &&
      each.scrollWidth > each.clientWidth + 1 &&
      each !== document.documentElement
    ) {
      return false;
    }
  }
  return true;
}
