// The store as the page has it: with a real worker, the packs beside the page, and the address bound both ways.

import { Client } from '../client/client';
import { formatAddress, leftOpen, readAddress } from './address';
import { addressOf, unpacked } from './address-history';
import { addressWriter } from './address-writer';
import { createStore, type NudgeStore } from './create-store';
import { embedComplaint } from './embed';
import { fetchRecording } from './recorded';
import type { State } from './state';
import { viewOf } from './views';

declare global {
  interface Window {
    /** For the curious at the console, and for tests: `nudge.store.getState()`. */
    nudge?: NudgeStore;
  }
}

/** Opens what the address asks for; afterwards the address follows what is on screen, and that follows it. */
export function openNudge(page: Window): NudgeStore {
  const modelsUrl = new URL('models/', page.document.baseURI).href;
  const nudge = createStore((events) => new Client(events), modelsUrl);
  const { store } = nudge;
  page.nudge = nudge;
  let opening = 0;
  async function open(): Promise<void> {
    const { hash, search } = page.location;
    const now = ++opening;
    const plain = await unpacked(hash);
    if (now !== opening) return; // the address has changed again
    const { settings, noise, retake, complaint } = readAddress(plain, search);
    if (noise !== null) nudge.actions.noise.open(noise);
    nudge.open(settings, leftOpen(plain), retake);
    store.setState({ notice: complaint ?? embedComplaint(search) });
  }
  let written = '';
  const writeSoon = addressWriter(page, write);
  page.addEventListener('hashchange', () => {
    nudge.actions.pause();
    const { hash } = page.location;
    if (viewOf(hash) === 'plane' || hash === written) return;
    if (!begun) {
      begin();
      return;
    }
    if (hash.includes('?')) void openAnother(hash);
    else writeSoon(); // from view to view, with all as it is
  });
  /** From view to view, nothing that runs begins again. */
  async function openAnother(hash: string): Promise<void> {
    const here = await addressOf(store.getState(), 'denoise');
    const { settings } = store.getState();
    const asked = readAddress(hash, page.location.search);
    const isNoise = viewOf(hash) === 'noise';
    if (isNoise && asked.noise !== null) nudge.actions.noise.open(asked.noise);
    // what a run began with is no part of the address of Noise
    const now = isNoise ? { ...settings, from: null } : settings;
    const same = formatAddress(asked.settings) === formatAddress(now);
    if (!same || asksForAnother(hash, here.hash)) await open();
  }
  store.subscribe((state, before) => {
    // before a model is open its defaults are not known, and an address that named others would keep them
    if (state.model.backend !== null && state.replay === null && looksDifferent(state, before)) writeSoon();
  });
  async function write(): Promise<void> {
    const before = viewOf(page.location.hash);
    if (before === 'plane') return;
    const { hash } = await addressOf(store.getState(), before);
    if (store.getState().replay !== null || viewOf(page.location.hash) !== before) return;
    written = hash;
    page.history.replaceState(null, '', written);
  }
  let begun = false;
  function begin(): void {
    begun = true;
    void open();
    const recording = new URL('recorded-run.json', page.document.baseURI).href;
    void fetchRecording(recording).then((found) => found && nudge.playRecording(found));
  }
  // the Plane has a store of its own; pictures are not loaded until somebody goes to them
  if (viewOf(page.location.hash) !== 'plane') begin();
  return nudge;
}

/** Whether an address may have to say something else now: not at every step while it plays. */
function looksDifferent(state: State, before: State): boolean {
  return (
    state.settings !== before.settings ||
    state.noise.settings !== before.noise.settings ||
    state.large !== before.large ||
    state.replay !== before.replay ||
    state.run.status !== before.run.status ||
    state.history.current !== before.history.current ||
    (state.run.status !== 'playing' && state.history !== before.history)
  );
}

/** Whether an address names a moment or a history other than those on screen. */
function asksForAnother(hash: string, here: string): boolean {
  const asked = new URLSearchParams(hash.split('?')[1] ?? '');
  const now = new URLSearchParams(here.split('?')[1] ?? '');
  return ['t', 'turns', 'large'].some((name) => asked.has(name) && asked.get(name) !== now.get(name));
}
