// What the page listens to once it has come to rest.

import { isPresenting } from '../lessons/learning';
import { hearDrops } from './drops';
import { listenToKeys } from './keyboard';
import { takeLectureKey } from './lecture';
import type { Page } from './page';
import { watchPrinting } from './paper';
import { first } from './shortcuts';
import { hearSwipes } from './swipe';

export function listenLate(page: Page, embedded: boolean): void {
  hearDrops(page, embedded);
  if (!embedded) hearSwipes(page);
  watchPrinting();
  if (embedded) return;
  first.take = takeLectureKey;
  // where single keys are off, a clicker still turns the slides
  const turns = (event: KeyboardEvent): boolean => {
    const { nudge } = page.getState();
    return isPresenting() && nudge !== null && event.key.length > 1 && takeLectureKey(event, nudge);
  };
  listenToKeys(window, turns, false);
}
