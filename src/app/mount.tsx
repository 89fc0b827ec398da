// Puts the app into the page.

import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { parseEmbed } from '../address/embed';
import { loadPopups } from '../controls/use-popups';
import { hearMissingParts } from '../offline/missing-part';
import { invariant } from '../terms/errors';
import { views } from '../views/registry';
import { App } from './app';
import { openPage, type Page } from './page';
import { PageContext } from './use-page';

export function mount(): void {
  const root = document.getElementById('root');
  invariant(root !== null, 'mount: expected an element with the id "root" in index.html');
  const embed = parseEmbed(location.search);
  hearMissingParts(window);
  const page = openPage(window, views);
  // as a transition React renders in slices, and the page answers between them
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <PageContext value={page}>
          <App embed={embed} />
        </PageContext>
      </StrictMode>,
    ),
  );
  whenIdle(loadPopups);
  if (embed === null) whenIdle(() => void keep(page));
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

function whenIdle(then: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(then, { timeout: 2000 });
  else setTimeout(then, 500); // Safari
}
