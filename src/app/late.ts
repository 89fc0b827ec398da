// What the page listens to once it has come to rest.

import { hearDrops } from './drops';
import type { Page } from './page';
import { watchPrinting } from './paper';
import { hearSwipes } from './swipe';

export function listenLate(page: Page, embedded: boolean): void {
  hearDrops(page, embedded);
  if (!embedded) hearSwipes(page);
  watchPrinting();
}
