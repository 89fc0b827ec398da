// Keeps the page and the packs that were opened, so that a second visit needs no network. What is kept is what the
// build made, by its sha256: a host may answer anything with its page of HTML. A page is given the files of one build,
// never of two; a newer build waits until the page says that it may take over, and then leaves an older one's files to
// the tabs that run it. It imports types alone. The build writes what it keeps into the constants below (vite.config.ts).

import type { Listed, PackFiles, Place, Scope, ToPage } from './service-worker-types';

/** Hash of the built files; part of the cache's name. */
const BUILD = '__NUDGE_BUILD__';
/** The built files, relative to the page; '' is the page itself. */
const FILES = JSON.parse('__NUDGE_FILES__') as readonly Listed[];
/** Every pack's files, relative to the page, and the hash of what is in them. */
const PACKS = JSON.parse('__NUDGE_PACKS__') as readonly PackFiles[];

const worker = globalThis as unknown as Scope;
const scope = worker.registration.scope;
const APP = `nudge-app-${BUILD}`;

const urlOf = (file: string): string => new URL(file, scope).href;
const appUrls: ReadonlySet<string> = new Set(FILES.map(([file]) => urlOf(file)));
const cacheOf = ({ id, hash }: PackFiles): string => `nudge-pack-${id}-${hash}`;
/** The page's first script: a page of this build names it, whatever a host may have added to it. */
const ENTRY = FILES.find(([file]) => /^assets\/index-[\w-]+\.js$/.test(file))?.[0] ?? '';

async function isListed([file, sha256]: Listed, response: Response): Promise<boolean> {
  if (file === '') return (await response.text()).includes(ENTRY);
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}

/** From the browser's own cache where it is the file: the page has fetched it already. @throws when it does not come */
async function fetchListed(listed: Listed): Promise<Response> {
  for (const cache of ['force-cache', 'reload'] as const) {
    const response = await fetch(urlOf(listed[0]), { cache });
    if (response.ok && (await isListed(listed, response.clone()))) return response;
  }
  throw new Error(`${listed[0]}: expected the file of this build, got another`);
}

/** What is on its way, for the page or to be kept: nothing is asked for twice. */
const coming = new Map<string, Promise<unknown>>();

async function fetching<T>(url: string, work: () => Promise<T>): Promise<T> {
  const done = work();
  coming.set(url, done);
  try {
    return await done;
  } finally {
    if (coming.get(url) === done) coming.delete(url);
  }
}

let isSilent = false;
/** Storage that has not answered once is given less time, until it does. @throws where it does not */
async function answered<T>(asked: Promise<T>, milliseconds = isSilent ? 500 : 10_000): Promise<T> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      isSilent = true;
      reject(new Error('the storage does not answer'));
    }, milliseconds);
    void asked.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      isSilent = false;
    });
  });
}

/** False from the moment that nothing is to be kept: a worker that is unregistered goes on while its tabs are open. */
let mayKeep = true;

/** Fetches what a cache lacks of these files, or has damaged. @throws when one does not come, or does not fit */
async function fill(cacheName: string, files: readonly Listed[]): Promise<void> {
  const cache = await answered(caches.open(cacheName));
  if (!mayKeep) await caches.delete(cacheName); // it may have been opened as the wish came
  for (const listed of mayKeep ? files : []) {
    const url = urlOf(listed[0]);
    const kept = await answered(cache.match(url));
    if (kept === undefined || !(await isListed(listed, kept))) {
      await coming.get(url)?.catch(() => undefined); // the browser's own cache has it then
      await answered(cache.put(url, await fetching(url, () => fetchListed(listed))), 60_000);
    }
  }
}

/** With what it uses of others, which lies among their files, once. */
async function keepPack(pack: PackFiles): Promise<void> {
  let isNew = false;
  try {
    isNew = !(await answered(caches.has(cacheOf(pack))));
    for (const each of PACKS) {
      const used = each.files.filter(([file]) => pack.uses.some((start) => file.startsWith(start)));
      if (used.length > 0) await fill(cacheOf(each), used);
    }
  } catch (error) {
    await tell({ type: 'not-kept', what: pack.id, full: isFull(error), silent: isSilent });
    // half a pack is of no use without the network; one that is slow to be read is whole, one that was there another's
    if (isNew && !isSilent) await answered(caches.delete(cacheOf(pack))).catch(() => false);
  }
}

const isFull = (error: unknown) => error instanceof DOMException && error.name === 'QuotaExceededError';
const tabsNow = () => worker.clients.matchAll({ includeUncontrolled: true });

async function tell(message: ToPage): Promise<void> {
  for (const tab of await tabsNow()) tab.postMessage(message);
}

async function install(): Promise<void> {
  try {
    await fill(APP, FILES);
  } catch (error) {
    await tell({ type: 'not-kept', what: '', full: isFull(error), silent: isSilent });
    await answered(caches.delete(APP)).catch(() => false);
    throw error; // this build is not installed; an older one goes on
  }
  // packs that an older build kept and that have changed since: so that an update loses none
  const names = await answered(caches.keys());
  for (const pack of PACKS) {
    const older = names.filter((name) => name !== cacheOf(pack));
    const start = `nudge-pack-${pack.id}-`;
    if (older.some((name) => name.replace(/[0-9a-f]+$/, '') === start)) await keepPack(pack);
  }
}

const olderApps = async (): Promise<string[]> =>
  (await answered(caches.keys())).filter((name) => name.startsWith('nudge-app-') && name !== APP);

/** Beside an older build's files: the tabs that were open when a newer one took over. */
const TABS = urlOf('tabs');
/** Older builds whose tabs could not be written down: they stay. */
const spared = new Set<string>();

/** Puts an answer into its cache, where there is room: who asked has it anyhow. @returns whether there was */
async function put({ cache, url }: Place, response: Response): Promise<boolean> {
  try {
    await answered((await answered(caches.open(cache))).put(url, response));
    return true;
  } catch {
    return false;
  }
}

async function activate(): Promise<void> {
  await tidy().catch(() => undefined);
  await worker.clients.claim();
}

async function tidy(): Promise<void> {
  const packs = new Set(PACKS.map(cacheOf));
  for (const name of await answered(caches.keys())) {
    if (name.startsWith('nudge-pack-') && !packs.has(name)) await answered(caches.delete(name));
  }
  for (const name of await olderApps()) {
    const known = await answered(caches.match(TABS, { cacheName: name }));
    const tabs = (await tabsNow()).map(({ id }) => id);
    if (known === undefined && !(await put({ cache: name, url: TABS }, Response.json(tabs))))
      spared.add(name);
  }
  await dropUnused();
}

/** Older builds whose tabs are all closed. */
async function dropUnused(): Promise<void> {
  const now = new Set((await tabsNow()).map(({ id }) => id));
  for (const name of await olderApps()) {
    const tabs = await answered((await answered(caches.open(name))).match(TABS));
    const ids = tabs === undefined ? [] : ((await tabs.json()) as readonly string[]);
    if (!spared.has(name) && !ids.some((id) => now.has(id))) await answered(caches.delete(name));
  }
}

/** A file of an older build, for a tab that still runs it. */
async function ofOlderBuild(request: Request): Promise<Response> {
  for (const name of await olderApps().catch(() => [])) {
    const kept = await matchIn({ cache: name, url: request.url });
    if (kept !== undefined) return kept;
  }
  return await fetch(request);
}

/** What was begun before the wish came, too. */
async function forget(): Promise<void> {
  mayKeep = false;
  for (const name of await caches.keys()) if (name.startsWith('nudge-')) await caches.delete(name);
}

/** By then the page stands, or does not. */
const MEND_AFTER_MS = 5000;

/** Puts right what has been damaged on this device since it was kept; without the network it stays. */
async function mendLater(): Promise<void> {
  await new Promise((resolve) => void setTimeout(resolve, MEND_AFTER_MS));
  await dropUnused();
  await fill(APP, FILES).catch(() => undefined);
}

/** Which cache a request is for; null for none of ours. */
function placeOf({ url: asked, mode }: Request): Place | null {
  const url = asked.replace(/[?#].*$/, '');
  const page = mode === 'navigate' && (url === scope || url === urlOf('index.html'));
  if (page) return { cache: APP, url: scope };
  if (appUrls.has(url)) return { cache: APP, url };
  const pack = PACKS.find(({ id }) => url.startsWith(urlOf(`models/${id}/`)));
  return pack === undefined ? null : { cache: cacheOf(pack), url };
}

/** What is kept of it (`open` would make an empty cache); undefined too where the browser does not give it out. */
const matchIn = ({ cache, url }: Place): Promise<Response | undefined> =>
  answered(caches.match(url, { cacheName: cache })).catch(() => undefined);

async function answer(request: Request, place: Place): Promise<Response> {
  if (request.cache !== 'reload') await coming.get(place.url)?.catch(() => undefined);
  const kept = await matchIn(place);
  if (kept !== undefined && request.cache !== 'reload') return kept;
  const all = [...FILES, ...PACKS.flatMap(({ files }) => files)];
  const listed = all.find(([file]) => urlOf(file) === place.url);
  try {
    const response = await fetching(place.url, () => fetch(request));
    // the page has found out that what is kept is damaged
    if (kept !== undefined && listed !== undefined && (await isListed(listed, response.clone()))) {
      await put(place, response.clone());
    }
    return response;
  } catch (error) {
    // offline, a pack's file that there is not is not there: packs are asked for files that they may lack
    if (place.cache === APP || listed !== undefined) throw error;
    return new Response(null, { status: 404 });
  }
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const place = placeOf(request);
  if (place !== null) event.respondWith(answer(request, place));
  else if (request.url.startsWith(urlOf('assets/'))) event.respondWith(ofOlderBuild(request));
  if (request.mode === 'navigate') event.waitUntil(mendLater());
});
worker.addEventListener('message', (event) => {
  const { data } = event;
  if (data.type === 'activate') event.waitUntil(worker.skipWaiting());
  if (data.type === 'forget') event.waitUntil(forget());
  if (data.type !== 'keep') return;
  mayKeep = true;
  const pack = PACKS.find(({ id }) => id === data.pack);
  if (pack !== undefined) event.waitUntil(Promise.all([keepPack(pack), dropUnused().catch(() => undefined)]));
});
