// Puts the app into the page.

import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { loadPopups } from '../controls/use-popups';
import { parseEmbed } from '../store/embed';
import { openNudge } from '../store/open-nudge';
import type { Nudge } from '../store/use-store';
import { invariant } from '../terms/errors';
import { App } from './app';

export function mount(): void {
  const root = document.getElementById('root');
  invariant(root !== null, 'mount: expected an element with the id "root" in index.html');
  const embed = parseEmbed(location.search);
  const nudge = openNudge(window);
  // as a transition React renders in slices, and the page answers between them
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App nudge={nudge} embed={embed} />
      </StrictMode>,
    ),
  );
  whenIdle(loadPopups);
  if (embed === null) whenIdle(() => void keep(nudge));
}

/** Without it the page works, but not without the network. */
async function keep(nudge: Nudge): Promise<void> {
  try {
    const { keepOffline } = await import('../views/keep/offline');
    keepOffline(nudge);
  } catch {
    // it did not come: the next visit tries again
  }
}

function whenIdle(then: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(then, { timeout: 2000 });
  else setTimeout(then, 500); // Safari
}
