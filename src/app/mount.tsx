// Puts the app into the page.

import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { parseEmbed } from '../address/embed';
import { Boundary } from '../controls/boundary';
import { loadPopups } from '../controls/use-popups';
import { namesLesson, readPresents } from '../lessons/place';
import { hearMissingParts } from '../offline/missing-part';
import { invariant } from '../terms/errors';
import { views as registered } from '../views/registry';
import type { View } from '../views/view';
import { App } from './app';
import { watchFocus } from './keyboard';
import { openPage, type Page } from './page';
import { keepTexts } from './translated-text';
import { PageContext } from './use-page';

/** @param views those of the registry; tests add one */
export async function mount(views: readonly View[] = registered): Promise<void> {
  const root = document.getElementById('root');
  invariant(root !== null, 'mount: expected an element with the id "root" in index.html');
  watchFocus(window);
  const embed = parseEmbed(location.search);
  hearMissingParts(window);
  if (namesLesson(location.search)) await openLesson();
  const page = openPage(window, views);
  keepTexts(document.body);
  // as a transition React renders in slices, and the page answers between them
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <PageContext value={page}>
          <Boundary what="The page">
            <App embed={embed} />
          </Boundary>
        </PageContext>
      </StrictMode>,
    ),
  );
  whenIdle(loadPopups);
  whenIdle(() => void loadLate(page, embed !== null));
  if (embed === null) whenIdle(() => void keep(page));
}

/** A link to a lesson: its parts are asked for at once, and not one after the other as they are drawn. */
async function openLesson(): Promise<void> {
  try {
    const [{ openAsked }] = await Promise.all([
      import('../lessons/learning'),
      import('../lessons/lesson-region'),
      readPresents(location.search) ? import('../lessons/present/lecture') : null,
    ]);
    await openAsked();
  } catch {
    // it did not come: where it would stand, the page says so
  }
}

/** Without it the page works, but not without the network. */
async function keep(page: Page): Promise<void> {
  try {
    const { keepOffline } = await import('../offline/offline');
    keepOffline(page);
  } catch {
    // it did not come: the next visit tries again
  }
}

/** Without them what is dropped on the page is the browser's to open, and paper shows the screen. */
async function loadLate(page: Page, embedded: boolean): Promise<void> {
  try {
    const { listenLate } = await import('./late');
    listenLate(page, embedded);
  } catch {
    // they did not come: the next visit tries again
  }
}

function whenIdle(then: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(then, { timeout: 2000 });
  else setTimeout(then, 500); // Safari
}
