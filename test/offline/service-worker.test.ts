// The service worker on a device that is full, or whose storage fails, at any one moment: whoever asks for a file gets it
// as long as the network is there, and what cannot be kept is said once.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { transformWithOxc } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { FakeCaches } from './fake-caches';

const SCOPE = 'https://nudge.example/';
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const files: Readonly<Record<string, string>> = {
  '': '<script src="assets/index-abc.js">',
  'assets/index-abc.js': 'page',
  'assets/late-def.js': 'late',
};
const pack: Readonly<Record<string, string>> = {
  'models/digits/a.json': '{"a": 1}',
  'models/digits/b.safetensors': 'weights',
};
/** It uses the digits' b.safetensors. */
const other: Readonly<Record<string, string>> = { 'models/digits-two/a.json': '{"a": 2}' };
const SHARED = 'models/digits/b.safetensors';

const source = resolve(import.meta.dirname, '../../src/service-worker.ts');
let code = '';
beforeAll(async () => {
  const listed = (of: typeof files) => Object.entries(of).map(([file, text]) => [file, hashOf(text)]);
  const made: Readonly<Record<string, string>> = {
    BUILD: 'new',
    FILES: JSON.stringify(listed(files)),
    PACKS: JSON.stringify([
      { id: 'digits', hash: 'abcdef', files: listed(pack), uses: ['models/digits/'] },
      { id: 'digits-two', hash: '123456', files: listed(other), uses: ['models/digits-two/', SHARED] },
    ]),
  };
  const text = readFileSync(source, 'utf8').replaceAll(/'__NUDGE_([A-Z]+)__'/g, (_, name: string) =>
    JSON.stringify(made[name]),
  );
  code = (await transformWithOxc(text, source)).code.replace(/export\s*\{\s*\};?/, '');
});

interface Told {
  readonly type: string;
  readonly what: string;
  readonly full: boolean;
  readonly silent: boolean;
}

type Waits = { waitUntil: (work: Promise<unknown>) => void };

/** The worker, begun on some caches, with the host's files as they are. */
function begun(caches: FakeCaches) {
  const listeners = new Map<string, (event: unknown) => void>();
  const told: Told[] = [];
  let isOnline = true;
  let claimed = false;
  const host = { ...files, ...pack, ...other };
  const scope = {
    registration: { scope: SCOPE },
    clients: {
      claim: async () => void (claimed = true),
      matchAll: async () => [{ id: 'tab', postMessage: (message: Told) => told.push(message) }],
    },
    skipWaiting: async () => {},
    addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
  };
  const fetch = async (request: string | Request): Promise<Response> => {
    if (!isOnline) throw new TypeError('no network');
    const url = new URL(typeof request === 'string' ? request : request.url);
    const text = Object.entries(host).find(([file]) => new URL(file, SCOPE).href === url.href)?.[1];
    return text === undefined ? new Response(null, { status: 404 }) : new Response(text);
  };
  const soon = (then: () => void) => setTimeout(then, 0);
  // oxlint-disable-next-line typescript/no-implied-eval -- the built script, with a scope of ours
  const run = new Function('globalThis', 'caches', 'fetch', 'setTimeout', code);
  run(scope, caches, fetch, soon);

  async function happens(type: string, event: object = {}): Promise<PromiseSettledResult<unknown>[]> {
    const waits: Promise<unknown>[] = [];
    const waiting: Waits = { waitUntil: (work) => void waits.push(work) };
    listeners.get(type)?.({ ...waiting, ...event });
    return await Promise.allSettled(waits);
  }

  /** What a page gets of a file, or why not. */
  async function asked(file: string, cache: RequestCache = 'default'): Promise<string> {
    const request = new Request(new URL(file, SCOPE), { cache });
    if (file === '') Object.defineProperty(request, 'mode', { value: 'navigate' });
    let answer: Promise<Response> | null = null;
    await happens('fetch', { request, respondWith: (given: Promise<Response>) => (answer = given) });
    const response = await (answer ?? fetch(request));
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    return await response.text();
  }

  return { happens, asked, told, offline: (is: boolean) => void (isOnline = !is), claimed: () => claimed };
}

const full = (): Error => new DOMException('no room', 'QuotaExceededError');
const broken = (): Error => new DOMException('Unexpected internal error.', 'UnknownError');

/** A life with all that writes: an update beside an older build, a pack, a damaged file that is put right. */
async function life(caches: FakeCaches) {
  caches.held.set('nudge-app-old', new Map([[`${SCOPE}assets/index-old.js`, new Response('old')]]));
  caches.held.set('nudge-pack-digits-000000', new Map());
  const worker = begun(caches);
  const got: string[] = [];
  const [installed] = await worker.happens('install');
  const activated = await worker.happens('activate');
  for (const file of Object.keys(files)) got.push(await worker.asked(file));
  got.push(await worker.asked('assets/index-old.js').catch(() => 'of the older build: gone'));
  const kept = await worker.happens('message', { data: { type: 'keep', pack: 'digits' } });
  const cut = caches.held.get('nudge-pack-digits-abcdef');
  if (cut?.has(`${SCOPE}models/digits/b.safetensors`) === true)
    cut.set(`${SCOPE}models/digits/b.safetensors`, new Response('weigh'));
  for (const file of Object.keys(pack)) got.push(await worker.asked(file, 'reload'));
  for (const [file, text] of Object.entries(pack)) {
    const given = await worker.asked(file);
    // the page holds what it gets to the build's hashes, and asks again past the caches
    got.push(given === text ? given : await worker.asked(file, 'reload'));
  }
  return { worker, got, installed, settled: [...activated, ...kept] };
}

const WHOLE = [...Object.values(files), 'old', ...Object.values(pack), ...Object.values(pack)];

describe('what is kept for a visit without the network', () => {
  it('is all there: page, pack, and the older build for its tab', async () => {
    const caches = new FakeCaches();
    const { worker, got, installed } = await life(caches);
    expect(got).toEqual(WHOLE);
    expect(installed).toMatchObject({ status: 'fulfilled' });
    expect(worker.told).toEqual([]);
    worker.offline(true);
    for (const [file, text] of Object.entries({ ...files, ...pack }))
      expect(await worker.asked(file)).toBe(text);
    expect(await worker.asked('assets/index-old.js')).toBe('old');
  });

  it.each([
    ['full at one write', 'put', full],
    ['broken at one operation of any kind', null, broken],
  ] as const)('%s: every file still comes, and what is not kept is said once', async (_, only, error) => {
    const calm = new FakeCaches();
    await life(calm);
    const places = calm.done.flatMap((operation, i) => (only === null || operation === only ? [i + 1] : []));
    expect(places.length).toBeGreaterThan(5);
    for (const place of places) {
      const caches = new FakeCaches();
      caches.fault = (_operation, at) => (at === place ? error() : null);
      const { worker, got, settled } = await life(caches);
      const where = `operation ${place}, ${calm.done[place - 1]}`;
      expect(
        got.filter((text, i) => text !== WHOLE[i] && !text.startsWith('of the older build')),
        where,
      ).toEqual([]);
      expect(worker.claimed(), where).toBe(true);
      expect(
        settled.filter(({ status }) => status === 'rejected'),
        where,
      ).toEqual([]);
      const about = worker.told.map(({ what }) => what);
      expect(about, where).toEqual([...new Set(about)]);
      for (const { full: isFull } of worker.told) expect(isFull, where).toBe(only === 'put');
    }
  });

  // If it broke: a device whose disk has died would never see the page, though the network is there.
  it('that never answers, once or from then on, is not waited for: every file comes, and it is said', async () => {
    const calm = new FakeCaches();
    await life(calm);
    for (let place = 1; place <= calm.done.length; place++) {
      for (const after of [false, true]) {
        const caches = new FakeCaches();
        caches.silent = (_operation, at) => at === place || (after && at > place);
        const { worker, got, settled } = await life(caches);
        const where = `operation ${place}, ${calm.done[place - 1]}${after ? ' and all after it' : ''}`;
        expect(
          got.filter((text, i) => text !== WHOLE[i] && !text.startsWith('of the older build')),
          where,
        ).toEqual([]);
        expect(worker.claimed(), where).toBe(true);
        expect(
          settled.filter(({ status }) => status === 'rejected'),
          where,
        ).toEqual([]);
        const about = worker.told.map(({ what }) => what);
        if (!after) expect(about, where).toEqual([...new Set(about)]);
        for (const { silent } of worker.told) expect(silent, where).toBe(true);
        if (after && place === 1) expect(about).toEqual(['', 'digits']);
      }
    }
  });

  const keptIn = (caches: FakeCaches) =>
    Object.fromEntries(
      [...caches.held]
        .filter(([name]) => name.startsWith('nudge-pack-'))
        .map(([name, kept]) => [name, [...kept.keys()].map((url) => url.slice(SCOPE.length))]),
    );

  // If it broke: a model would not open without the network, or its parts would be fetched and kept twice.
  it('has of a neighbour what a pack uses of it, once, and all of the neighbour once that is opened', async () => {
    const caches = new FakeCaches();
    const worker = begun(caches);
    await worker.happens('install');
    const keep = async (id: string) => await worker.happens('message', { data: { type: 'keep', pack: id } });
    await keep('digits-two');
    const own = { 'nudge-pack-digits-two-123456': Object.keys(other) };
    expect(keptIn(caches)).toEqual({ ...own, 'nudge-pack-digits-abcdef': [SHARED] });
    worker.offline(true);
    expect(await worker.asked('models/digits-two/a.json')).toBe('{"a": 2}');
    expect(await worker.asked(SHARED)).toBe('weights');
    worker.offline(false);

    const before = caches.done.length;
    caches.fault = (operation) => (operation === 'put' ? full() : null);
    await keep('digits');
    expect(worker.told.map(({ what }) => what)).toEqual(['digits']);
    expect(keptIn(caches)['nudge-pack-digits-abcdef']).toEqual([SHARED]);
    caches.fault = () => null;
    await keep('digits');
    expect(keptIn(caches)).toEqual({ ...own, 'nudge-pack-digits-abcdef': [SHARED, 'models/digits/a.json'] });
    expect(caches.done.slice(before).filter((operation) => operation === 'put')).toHaveLength(2);
  });

  // If it broke: an update would fetch the digits for everybody who has a model whose name begins like theirs.
  it('of an update is no pack that only begins like one that is kept', async () => {
    const caches = new FakeCaches();
    caches.held.set('nudge-pack-digits-two-000000', new Map());
    const worker = begun(caches);
    await worker.happens('install');
    await worker.happens('activate');
    expect(keptIn(caches)).toEqual({
      'nudge-pack-digits-two-123456': Object.keys(other),
      'nudge-pack-digits-abcdef': [SHARED],
    });
  });

  it('says so where nothing at all can be written, and the page comes from the network', async () => {
    const caches = new FakeCaches();
    const worker = begun(caches);
    caches.fault = (operation) => (operation === 'put' ? full() : null);
    const [installed] = await worker.happens('install');
    expect(installed).toMatchObject({ status: 'rejected' });
    await worker.happens('message', { data: { type: 'keep', pack: 'digits' } });
    expect(worker.told).toEqual([
      { type: 'not-kept', what: '', full: true, silent: false },
      { type: 'not-kept', what: 'digits', full: true, silent: false },
    ]);
    expect([...caches.held.keys()]).toEqual([]);
    for (const [file, text] of Object.entries({ ...files, ...pack }))
      expect(await worker.asked(file)).toBe(text);
  });
});
