// The page's beginning: the store with its worker, and the shell around it.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { invariant } from '../terms/errors';
import { openNudge } from '../store/open-nudge';
import { App } from './app';

export function mount(): void {
  const root = document.getElementById('root');
  invariant(root !== null, 'mount: expected an element with the id root');
  createRoot(root).render(
    <StrictMode>
      <App nudge={openNudge(window)} />
    </StrictMode>,
  );
}
