// Keeps the page and the packs that were opened, so that a second visit needs no network. Everything comes from the
// cache of one build, never from two at once; a newer build waits until the page says that it may take over. It
// imports nothing. The build writes what it keeps into the constants below (vite.config.ts).

/** Hash of the built files; part of the cache's name. */
const BUILD = '__NUDGE_BUILD__';
/** The built files, relative to the page; '' is the page itself. */
const FILES = JSON.parse('__NUDGE_FILES__') as readonly string[];
/** Every pack's files, relative to the page, and the hash of what is in them. */
const PACKS = JSON.parse('__NUDGE_PACKS__') as readonly PackFiles[];

interface PackFiles {
  readonly id: string;
  readonly hash: string;
  readonly files: readonly string[];
}

/** From the page. `activate` is the person's consent to a newer build. */
type FromPage = { readonly type: 'keep'; readonly pack: string } | { readonly type: 'activate' };
/** To the pages: what could not be kept, and why. */
type ToPage = { readonly type: 'not-kept'; readonly what: string; readonly full: boolean };

// The DOM's types are those of pages; these are the few of a service worker that are used.
interface LaterEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends LaterEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: {
      includeUncontrolled: boolean;
    }): Promise<readonly { postMessage(message: ToPage): void }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LaterEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void;
  addEventListener(type: 'message', listener: (event: LaterEvent & MessageEvent<FromPage>) => void): void;
}

const worker = globalThis as unknown as Scope;
const scope = worker.registration.scope;
const APP = `nudge-app-${BUILD}`;

const urlOf = (file: string): string => new URL(file, scope).href;
const appUrls: ReadonlySet<string> = new Set(FILES.map(urlOf));
const cacheOf = ({ id, hash }: PackFiles): string => `nudge-pack-${id}-${hash}`;

/** Fetches what a cache lacks of these files. @throws when one does not come, or does not fit */
async function fill(cacheName: string, files: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const file of files) {
    const url = urlOf(file);
    if ((await cache.match(url)) !== undefined) continue;
    // names of assets hold their hash; others are fetched anew, since the browser's own cache may have older ones
    const response = await fetch(url, { cache: file.startsWith('assets/') ? 'default' : 'no-cache' });
    if (!response.ok) throw new Error(`${file}: HTTP status ${response.status}`);
    await cache.put(url, response);
  }
}

async function keepPack(pack: PackFiles): Promise<void> {
  try {
    await fill(cacheOf(pack), pack.files);
  } catch (error) {
    await caches.delete(cacheOf(pack)); // half a pack is of no use without the network
    await tell({ type: 'not-kept', what: pack.id, full: isFull(error) });
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'QuotaExceededError';

async function tell(message: ToPage): Promise<void> {
  for (const page of await worker.clients.matchAll({ includeUncontrolled: true })) page.postMessage(message);
}

async function install(): Promise<void> {
  try {
    await fill(APP, FILES);
  } catch (error) {
    await caches.delete(APP);
    await tell({ type: 'not-kept', what: '', full: isFull(error) });
    throw error; // this build is not installed; an older one goes on
  }
  // packs that an older build kept and that have changed since: so that an update loses none
  const names = await caches.keys();
  for (const pack of PACKS) {
    const older = names.some((name) => name.startsWith(`nudge-pack-${pack.id}-`) && name !== cacheOf(pack));
    if (older) await keepPack(pack);
  }
}

async function activate(): Promise<void> {
  const current = new Set([APP, ...PACKS.map(cacheOf)]);
  for (const name of await caches.keys()) {
    if (name.startsWith('nudge-') && !current.has(name)) await caches.delete(name);
  }
  await worker.clients.claim();
}

/** Which cache a request is for; null for none of ours. */
function placeOf({ url, mode }: Request): { readonly cache: string; readonly url: string } | null {
  const plain = new URL(url);
  plain.hash = '';
  plain.search = '';
  const page = mode === 'navigate' && (plain.href === scope || plain.href === urlOf('index.html'));
  if (page) return { cache: APP, url: scope };
  if (appUrls.has(plain.href)) return { cache: APP, url: plain.href };
  const pack = PACKS.find(({ id }) => plain.href.startsWith(urlOf(`models/${id}/`)));
  return pack === undefined ? null : { cache: cacheOf(pack), url: plain.href };
}

async function answer(
  request: Request,
  place: { readonly cache: string; readonly url: string },
): Promise<Response> {
  const kept = await (await caches.open(place.cache)).match(place.url);
  if (kept !== undefined) return request.method === 'HEAD' ? headOf(kept) : kept;
  try {
    return await fetch(request);
  } catch (error) {
    // offline, a pack's file that there is not is not there: packs are asked for files that they may lack
    const known = PACKS.some((pack) => pack.files.some((file) => urlOf(file) === place.url));
    if (place.cache === APP || known) throw error;
    return new Response(null, { status: 404 });
  }
}

/** A kept answer's headers; without them a length would be missing that the progress bar counts to. */
async function headOf(kept: Response): Promise<Response> {
  const headers = new Headers(kept.headers);
  if (!headers.has('Content-Length')) headers.set('Content-Length', String((await kept.blob()).size));
  return new Response(null, { status: kept.status, headers });
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' && request.method !== 'HEAD') return;
  const place = placeOf(request);
  if (place !== null) event.respondWith(answer(request, place));
});
worker.addEventListener('message', (event) => {
  const { data } = event;
  if (data.type === 'activate') event.waitUntil(worker.skipWaiting());
  const pack = data.type === 'keep' ? PACKS.find(({ id }) => id === data.pack) : undefined;
  if (pack !== undefined) event.waitUntil(keepPack(pack));
});
