// The page: which view is open, the store of its world, and the address, which follows what is on screen and is
// followed by it. A world's store opens when one of its views is first opened.

import { embedComplaint } from '../address/embed';
import { leaveBehind, takenUp } from '../address/left-behind';
import { readLink, settingsText, type Asked } from '../address/link';
import { complaintOf } from '../address/complaint';
import { meantHash } from '../address/meant';
import { KnownAddress } from '../address/known-address';
import { addressWriter } from '../address/writer';
import { Client } from '../client/client';
import { fetchRecording } from '../history/recorded';
import type { Settings } from '../history/settings';
import { currentPath, type State } from '../history/state';
import { createStore } from '../store/create-store';
import { hearNotKept } from '../store/kept-text';
import { linkTo } from '../store/link-to';
import type { Nudge } from '../store/world';
import { unknownIn, viewIn, worldAt, type View } from '../views/view';

declare global {
  interface Window {
    /** For the curious at the console, and for tests: `worlds.images.store.getState()`. */
    worlds?: Record<string, Nudge>;
  }
}

export interface PageState {
  readonly view: View;
  /** The store of the view's world; null while it is being loaded. */
  readonly nudge: Nudge | null;
}

export interface Page {
  readonly views: readonly View[];
  readonly getState: () => PageState;
  readonly subscribe: (listen: () => void) => () => void;
  readonly go: (view: View) => void;
}

/** Opens what the address asks for; afterwards the address follows what is on screen, and that follows it. */
export function openPage(page: Window, views: readonly View[]): Page {
  const modelsUrl = new URL('models/', page.document.baseURI).href;
  const worlds: Record<string, Nudge> = (page.worlds = {});
  const listeners = new Set<() => void>();
  const movesByItself = (): boolean => !page.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const viewNow = (): View => viewIn(views, page.location.hash);
  let state: PageState = { view: viewNow(), nudge: null };
  const address = new KnownAddress(page);
  /** Counts what was asked for: only the newest counts. */
  let asking = 0;

  function show(next: PageState): void {
    state = next;
    for (const listen of listeners) listen();
  }

  const writeSoon = addressWriter(page, async (leaving) => {
    const { view, nudge } = state;
    if (nudge === null || view !== viewNow()) return;
    // a page that is left has no time to pack
    const { hash } = await linkTo(nudge.store.getState(), nudge.world, view, leaving);
    if (address.hasNews() || currentPath(nudge.store.getState()).replay !== null) return;
    address.write(hash);
    if (leaving) leaveBehind(hash);
  });

  /** The store of a view's world, opened if it is not yet. @returns null when another view was gone to meanwhile */
  async function storeOf(
    view: View,
    loaded: ReturnType<View['world']>,
  ): Promise<{ readonly nudge: Nudge; readonly isNew: boolean } | null> {
    const world = loaded instanceof Promise ? await loaded : loaded;
    if (view !== viewNow()) return null;
    const known = worlds[world.id];
    if (known !== undefined) return { nudge: known, isNew: false };
    const nudge = createStore(world, {
      connect: (events) => new Client(events).begin(), // while the address is read
      modelsUrl,
      startsByItself: movesByItself,
    });
    worlds[world.id] = nudge;
    nudge.store.subscribe((now, before) => {
      if (state.nudge !== nudge) return;
      // the run is not on screen, and the networks are asked about something else
      if (now.run.status === 'playing' && !viewNow().shows.run) nudge.actions.pause();
      // before a model is open its defaults are not known, and an address that named others would keep them
      if (now.model.backend !== null && currentPath(now).replay === null && looksDifferent(now, before))
        writeSoon();
    });
    return { nudge, isNew: true };
  }

  async function follow(): Promise<void> {
    const { search } = page.location;
    const hash = meantHash(page.location.hash);
    const view = viewNow();
    const unknown = unknownIn(views, hash);
    const now = ++asking;
    const before = state;
    const loaded = worldAt(view, hash)();
    if (loaded instanceof Promise) show({ view, nudge: null });
    let opened: Awaited<ReturnType<typeof storeOf>> = null;
    try {
      opened = await storeOf(view, loaded);
    } catch {
      // it did not come: what was on screen stays
      if (now === asking && before.nudge !== null) page.location.hash = `#/${before.view.id}`;
    }
    if (opened === null || now !== asking) return;
    const { nudge, isNew } = opened;
    show({ view, nudge });
    nudge.world.watched?.(nudge, page.document.hidden ? 'hidden' : 'shown');
    if (!isNew && !/\?(?!of=\w+$)/.test(hash)) {
      if (unknown !== null) nudge.actions.say(complaintOf([['view', unknown]], [], '') ?? '');
      writeSoon(); // from view to view, with all as it is
      if (view.shows.run && movesByItself() && isUnseen(nudge.store.getState())) nudge.actions.play();
      return;
    }
    const asked = await readLink(hash, search, nudge.world.fields);
    const own = await view.own?.();
    if (now !== asking) return; // the address has changed again
    if (unknown !== null) asked.reading.refuse('view', unknown);
    if (asked.looks !== null) nudge.world.setLooks(nudge, asked.looks);
    if (view.shows.run) nudge.world.runLooks?.read(nudge, asked.reading);
    own?.read(nudge, asked.reading);
    if (!isNew && isOnScreen(asked, nudge, view)) return;
    nudge.open(asked);
    const complaint = embedComplaint(search);
    if (complaint !== null && nudge.store.getState().notice === null) nudge.actions.say(complaint);
    // another run than the one that a link asks for would be shown first
    if (isNew && /^[^?]*(\?pack=\w+)?$/.test(hash)) void playRecording(nudge, asked.settings.pack);
  }

  async function playRecording(nudge: Nudge, pack: string): Promise<void> {
    const recording = nudge.world.recordings?.[pack];
    if (recording === undefined) return;
    const isWanted = (): boolean => nudge.store.getState().model.pack === null;
    const found = await fetchRecording(new URL(recording, page.document.baseURI).href, isWanted);
    if (found !== null) nudge.playRecording(found);
  }

  page.addEventListener('hashchange', () => {
    if (!address.hasNews() && viewNow() === state.view) return;
    address.take();
    state.nudge?.actions.pause();
    if (viewNow() !== state.view && state.nudge !== null) state.nudge.world.watched?.(state.nudge, 'left');
    void follow();
  });
  page.addEventListener('online', () => {
    for (const { store, actions } of Object.values(worlds)) {
      const { error } = store.getState();
      if (error?.again && error.code === 'network') actions.tryAgain();
    }
  });
  page.document.addEventListener('visibilitychange', () => {
    const { nudge } = state;
    if (nudge !== null) nudge.world.watched?.(nudge, page.document.hidden ? 'hidden' : 'shown');
  });
  hearNotKept((sentence) => state.nudge?.actions.say(sentence));
  page.addEventListener('pagehide', () => leaveBehind(page.location.hash));
  const left = takenUp();
  if (left !== null && left !== page.location.hash) address.write(left);
  void follow();
  return {
    views,
    getState: () => state,
    subscribe: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    go: (view) => {
      if (view !== viewNow()) page.location.hash = `#/${view.id}`;
    },
  };
}

/** Whether a run has begun while another view was on screen. */
function isUnseen(state: State): boolean {
  const { timesteps, steps } = currentPath(state);
  return state.run.status === 'paused' && timesteps.length > 0 && steps.length === 0;
}

/** Whether an address may have to say something else now: not at every step while it plays. */
function looksDifferent(state: State, before: State): boolean {
  return (
    currentPath(state).settings !== currentPath(before).settings ||
    currentPath(state).replay !== currentPath(before).replay ||
    state.own !== before.own ||
    state.focus !== before.focus ||
    state.model.missing !== before.model.missing ||
    state.run.status !== before.run.status ||
    state.history.current !== before.history.current ||
    (state.run.status !== 'playing' && state.history !== before.history)
  );
}

/** Whether an address names nothing but what is on screen: from view to view, nothing that runs begins again. */
function isOnScreen({ settings, retake, open }: Asked, { store, world }: Nudge, { shows }: View): boolean {
  if (retake !== null) return false;
  const now = currentPath(store.getState()).settings;
  const asked: Settings = {
    ...settings,
    ...(open.includes('guidanceScale') ? { guidanceScale: now.guidanceScale } : {}),
    ...(open.includes('steps') ? { steps: now.steps } : {}),
    ...(shows.run ? {} : { own: now.own }), // where a run begins is no part of an address that shows none
  };
  return settingsText(world.fields, asked) === settingsText(world.fields, now);
}
