// The store as the page has it: with a real worker, the packs beside the page, and the address bound both ways.

import { Client } from '../client/client';
import { formatAddress, leftOpen, parseAddress } from './address';
import { createStore, type NudgeStore } from './create-store';
import { fetchRecording } from './recorded';
import { viewOf } from './views';

declare global {
  interface Window {
    /** For the curious at the console, and for tests: `nudge.store.getState()`. */
    nudge?: NudgeStore;
  }
}

/** Opens what the address asks for; afterwards the address follows the settings, and they follow it. */
export function openNudge(page: Window): NudgeStore {
  const modelsUrl = new URL('models/', page.document.baseURI).href;
  const nudge = createStore((events) => new Client(events), modelsUrl);
  page.nudge = nudge;
  const open = () => {
    const { hash, search } = page.location;
    nudge.open(parseAddress(hash, search), leftOpen(hash));
  };
  let written = '';
  page.addEventListener('hashchange', () => {
    nudge.actions.pause();
    const { hash, search } = page.location;
    if (viewOf(hash) === 'plane' || hash === written) return;
    const { settings } = nudge.store.getState();
    // from view to view, nothing that runs begins again
    if (formatAddress(parseAddress(hash, search)) !== formatAddress(settings)) open();
  });
  nudge.store.subscribe((state, before) => {
    // before a model is open its defaults are not known, and an address that named others would keep them
    if (state.settings !== before.settings && state.model.backend !== null) schedule();
  });
  let waiting = false;
  // a slider writes many times a second, and browsers limit how often an address may be replaced
  function schedule(): void {
    if (waiting) return;
    waiting = true;
    page.setTimeout(() => {
      waiting = false;
      const view = viewOf(page.location.hash);
      if (view === 'plane') return;
      written = formatAddress(nudge.store.getState().settings, view);
      page.history.replaceState(null, '', written);
    }, 200);
  }
  open();
  const recording = new URL('recorded-run.json', page.document.baseURI).href;
  void fetchRecording(recording).then((found) => found && nudge.playRecording(found));
  return nudge;
}
