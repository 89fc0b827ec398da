// Puts the app into the page.

import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { loadPopups } from '../controls/use-popups';
import { openNudge } from '../store/open-nudge';
import { invariant } from '../terms/errors';
import { App } from './app';

export function mount(): void {
  const root = document.getElementById('root');
  invariant(root !== null, 'mount: expected an element with the id "root" in index.html');
  const nudge = openNudge(window);
  // as a transition React renders in slices, and the page answers between them
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App nudge={nudge} />
      </StrictMode>,
    ),
  );
  whenIdle(loadPopups);
}

function whenIdle(then: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(then, { timeout: 2000 });
  else setTimeout(then, 500); // Safari
}
