// The page's half of the service worker: starts it once the first model runs, tells it which packs were opened,
// hears what could not be kept, and offers a newer build without forcing it.

import { currentPath, type State } from '../history/state';
import { keepText } from '../store/kept-text';
import type { Nudge } from '../store/world';
import { answered, unlessSilent } from './answered';
import { offerUpdate } from './update';

const KEY = 'nudge.offline';

/** Whether the person wants Nudge to be kept on this device; so it is unless they said no. */
export function isWanted(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return false; // storage is blocked, and so would a cache be
  }
}

/** Why nothing can be kept on this device, a sentence; null where it can. */
export function whyNotKept(): string | null {
  if (!isSecureContext) {
    return 'Nothing is kept on this device: this address is plain http, and browsers keep pages of https addresses only.';
  }
  try {
    void localStorage.length;
  } catch {
    return 'Nothing is kept on this device: storage is blocked, by the browser or by the frame around this page.';
  }
  return 'serviceWorker' in navigator
    ? null
    : 'Nothing is kept on this device: this browser does not keep pages, as in a private window.';
}

/** Where no pack is opened, as on the Plane, the page is kept by itself after a while. */
const PAGE_ALONE_MS = 10_000;

let opened: Nudge | null = null;

/** What opens stores one after another. */
interface Opening {
  readonly getState: () => { readonly nudge: Nudge | null };
  readonly subscribe: (listen: () => void) => () => void;
}

/** Keeps page and packs from the first running model on. Development servers have no service worker. */
export function keepOffline(page: Opening): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const watchOpened = (): void => {
    const { nudge } = page.getState();
    if (nudge === null || nudge === opened) return;
    opened = nudge;
    watchStore(nudge);
  };
  page.subscribe(watchOpened);
  watchOpened();
  setTimeout(() => {
    if (isWanted()) void register();
  }, PAGE_ALONE_MS);
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const sentence = notKept(data);
    if (sentence !== null) opened?.actions.say(sentence);
  });
}

const seen = new WeakSet<Nudge>();

function watchStore(nudge: Nudge): void {
  if (seen.has(nudge)) return;
  seen.add(nudge);
  const { store } = nudge;
  let kept: string | null = null;
  const look = (state: State): void => {
    const pack = builtInId(state);
    if (pack === null || pack === kept || !isWanted()) return;
    kept = pack;
    void keep(pack);
  };
  store.subscribe(look);
  look(store.getState());
}

/** The open pack's id, where it is one that lies beside the page; null for a person's own. */
function builtInId(state: State): string | null {
  const { model } = state;
  if (model.pack === null || model.backend === null || model.recorded || model.fromFiles) return null;
  const { pack } = currentPath(state).settings;
  return pack === model.pack.id ? pack : null;
}

async function keep(pack: string): Promise<void> {
  const registration = await register();
  const worker = registration?.active ?? registration?.waiting ?? registration?.installing;
  worker?.postMessage({ type: 'keep', pack });
}

async function register(): Promise<ServiceWorkerRegistration | null> {
  try {
    const url = new URL('service-worker.js', document.baseURI);
    const registration = await navigator.serviceWorker.register(url, { updateViaCache: 'none' });
    watch(registration);
    return registration;
  } catch {
    return null; // private windows and file: addresses have none; the page works without
  }
}

const watched = new WeakSet<ServiceWorkerRegistration>();

function watch(registration: ServiceWorkerRegistration): void {
  if (watched.has(registration)) return;
  watched.add(registration);
  const offer = (worker: ServiceWorker | null): void => {
    // the first one of all replaces nothing
    if (worker?.state === 'installed' && registration.active !== null) offerUpdate(worker);
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => offer(worker));
  });
}

function notKept(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('type' in data) || data.type !== 'not-kept') return null;
  const what =
    'what' in data && typeof data.what === 'string' && data.what !== ''
      ? `the pack ${data.what}`
      : 'the page';
  if ('silent' in data && data.silent === true) {
    return `For use without the network ${what} could not be kept: the storage of this browser does not answer; the next visit tries again.`;
  }
  const full = 'full' in data && data.full === true;
  return full
    ? `There is no room left on this device to keep ${what} for use without the network; what runs now goes on.`
    : `For use without the network ${what} could not be kept: a file did not come; the next visit tries again.`;
}

/** The page or a pack, as it is named in a list, and how many bytes it takes. */
export interface Kept {
  readonly name: string;
  readonly bytes: number;
}

/** What the page itself is called among what is kept. */
export const PAGE = 'The page';

/** None where the browser has no caches, or denies them. @throws NudgeError where they do not answer */
async function ourCaches(): Promise<readonly string[]> {
  const names = 'caches' in globalThis ? await answered(caches.keys()).catch(unlessSilent([])) : [];
  return names.filter((name) => name.startsWith('nudge-'));
}

/** What is kept on this device, and its size. @throws NudgeError where its storage does not answer */
export async function keptHere(): Promise<readonly Kept[]> {
  const sizes = new Map<string, number>();
  for (const name of await ourCaches()) {
    const pack = /^nudge-pack-(.*)-[0-9a-f]+$/.exec(name)?.[1];
    const label = pack === undefined ? PAGE : `Pack ${pack}`;
    sizes.set(label, (sizes.get(label) ?? 0) + (await bytesIn(name)));
  }
  return [...sizes].map(([name, bytes]) => ({ name, bytes }));
}

async function bytesIn(cacheName: string): Promise<number> {
  if (!(await answered(caches.has(cacheName)))) return 0; // `open` would make an empty one
  const cache = await answered(caches.open(cacheName));
  let bytes = 0;
  for (const request of await answered(cache.keys())) {
    const kept = await answered(cache.match(request));
    bytes += kept === undefined ? 0 : (await answered(kept.blob())).size;
  }
  return bytes;
}

/** Keeps nothing any more and forgets what was kept, or keeps again. @throws NudgeError where its storage does not answer */
export async function setWanted(wanted: boolean): Promise<void> {
  keepText(KEY, wanted ? 'on' : 'off');
  const pack = opened === null ? null : builtInId(opened.store.getState());
  if (wanted) {
    if (pack !== null) await keep(pack);
    return;
  }
  const workers = await answered(navigator.serviceWorker.getRegistrations()).catch(unlessSilent([]));
  for (const registration of workers) {
    if (registration.scope !== new URL('./', document.baseURI).href) continue;
    const { active, waiting, installing } = registration;
    for (const worker of [active, waiting, installing]) worker?.postMessage({ type: 'forget' });
    await answered(registration.unregister());
  }
  for (const name of await ourCaches()) await answered(caches.delete(name)).catch(unlessSilent(false));
  await (await import('./kept-models')).forgetModels();
}
