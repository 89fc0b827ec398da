// Every place that keeps something on the device, found in the source so that a new one cannot be forgotten; and what
// comes of it where the device is full, or lets nothing be kept. The service worker's have a test of their own.

import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { leaveBehind, takenUp } from '../../src/address/left-behind';
import { keepProgress, NO_PROGRESS, readProgress, withChecked } from '../../src/lessons/progress';
import { SILENT_STORAGE_MS } from '../../src/offline/answered';
import { keepModel, type Room } from '../../src/offline/keep-model';
import type { Keeping } from '../../src/offline/keeping';
import {
  bytesLeft,
  findKept,
  forgetModel,
  keptModels,
  touchModel,
  writeModel,
} from '../../src/offline/kept-models';
import { isWanted, keptHere, setWanted, whyNotKept } from '../../src/offline/offline';
import { hearNotKept, keepText } from '../../src/store/kept-text';
import { filesIn, root, src } from '../architecture/source';
import { FakeFolders } from './fake-folders';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What writes to Cache Storage, IndexedDB, local and session storage, cookies, and the private file system. */
const WRITES =
  /\.setItem\(|\.removeItem\(|\bcaches\.open\(|\.put\(|indexedDB|\.cookie\b|createWritable|removeEntry|create: true|createSyncAccessHandle|cookieStore/g;

/** Each with what tests it. */
const places: Readonly<Record<string, readonly string[]>> = {
  'src/address/left-behind.ts': ['.setItem(', '.removeItem('], // here
  'src/client/faster-wasm.ts': ['.setItem('], // client/faster-wasm.test
  'src/store/kept-text.ts': ['.removeItem(', '.setItem('], // here: theme, keys, lessons, whether to keep
  'src/offline/kept-models.ts': [
    'create: true',
    'create: true',
    'removeEntry',
    'removeEntry',
    'removeEntry',
    'create: true',
    'createWritable',
  ], // here
  'src/offline/offline.ts': ['caches.open('], // only reads
  'src/service-worker.ts': ['caches.open(', '.put(', 'caches.open(', '.put(', 'caches.open('], // service-worker.test
};

describe('what is written to the device', () => {
  it('is written in places that are known, and tested', () => {
    const found = filesIn(src).flatMap((file) => {
      const writes = readFileSync(file, 'utf8').match(WRITES);
      return writes === null ? [] : [[relative(root, file), [...writes]] as const];
    });
    expect(Object.fromEntries(found)).toEqual(places);
    expect(readFileSync(join(root, 'index.html'), 'utf8').match(WRITES)).toBeNull();
  });
});

const full = (): never => {
  throw new DOMException('no room', 'QuotaExceededError');
};

/** Local and session storage: full, or not there at all. */
const storages: readonly (readonly [name: string, property: PropertyDescriptor])[] = [
  ['that is full', { value: { setItem: full, removeItem: full, getItem: () => null, length: 0 } }],
  ['that may not even be looked at', { get: () => full() }],
];

describe.each(storages)('a storage %s', (_, property) => {
  it('costs no choice, and is spoken of once', async () => {
    const before = ['localStorage', 'sessionStorage'].map(
      (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
    );
    for (const [name] of before) Object.defineProperty(globalThis, name, { ...property, configurable: true });
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }));
    const { keepTheme, readTheme } = await import('../../src/app/theme');
    const said: string[] = [];
    try {
      hearNotKept((sentence) => said.push(sentence));
      const storage = (): Storage => localStorage;
      keepTheme('dark');
      keepTheme('system');
      keepProgress(withChecked(NO_PROGRESS, { lesson: 1, page: 2 }), storage);
      keepProgress(NO_PROGRESS, storage);
      keepText('nudge.keys', 'off');
      leaveBehind('#/denoise');
      expect(said).toEqual([
        expect.stringMatching(/^Your choice holds until this page is closed, and is not kept/),
      ]);
      expect([readTheme(), readProgress(storage), takenUp()]).toEqual(['system', NO_PROGRESS, null]);
      expect(typeof isWanted()).toBe('boolean');
    } finally {
      for (const [name, was] of before) {
        if (was === undefined) Reflect.deleteProperty(globalThis, name);
        else Object.defineProperty(globalThis, name, was);
      }
    }
  });
});

describe('a browser that keeps no pages', () => {
  const denied = () => Promise.reject(new DOMException('denied', 'SecurityError'));

  it.each([
    ['caches is not there', undefined],
    ['caches refuses everything', { keys: denied, delete: denied, open: denied, has: denied }],
  ])('%s: that is said, and nothing fails', async (_, caches) => {
    vi.stubGlobal('isSecureContext', true);
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, length: 0 });
    vi.stubGlobal('document', { baseURI: 'https://nudge.example/' });
    vi.stubGlobal('navigator', { storage: {}, serviceWorker: { getRegistrations: denied } });
    if (caches !== undefined) vi.stubGlobal('caches', caches);
    expect(await keptHere()).toEqual([]);
    await setWanted(false);
    vi.stubGlobal('navigator', { storage: {} });
    expect(whyNotKept()).toMatch(/^Nothing is kept on this device: this browser does not keep pages/);
  });
});

const sha256 = 'a'.repeat(64);
const about = { name: 'own', sha256 };
const files = new Map([
  ['model_index.json', new Blob(['{}'])],
  ['unet/config.json', new Blob(['{"a": 1}'])],
  ['unet/model.safetensors', new Blob(['weights'])],
]);

async function keptOn(folders: FakeFolders): Promise<readonly Keeping[]> {
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('navigator', { storage: folders.storage });
  const told: Keeping[] = [];
  const room: Room = {
    isWanted: () => true,
    kept: keptModels,
    left: bytesLeft,
    write: writeModel,
    touch: touchModel,
    forget: forgetModel,
    tell: (keeping) => void (keeping && told.push(keeping)),
    now: () => 1000,
  };
  await keepModel(about, 'Own', files, room);
  return told;
}

it('a kept model is listed once, also where the browser lists its folder twice', async () => {
  const folders = new FakeFolders();
  await keptOn(folders);
  folders.twice = true;
  expect(await keptModels()).toHaveLength(1);
});

/** Whether it can be opened again, all of it. */
async function isThere(): Promise<boolean> {
  const found = await findKept(sha256);
  if (found === null) return false;
  const texts = await Promise.all([...found].map(async ([path, file]) => [path, await file.text()]));
  expect(texts).toEqual(await Promise.all([...files].map(async ([path, file]) => [path, await file.text()])));
  return true;
}

/** Lets time go by until there is an outcome. */
async function givenUp<T>(asked: Promise<T>): Promise<T> {
  const over: true[] = [];
  const end = (): void => void over.push(true);
  asked.then(end, end);
  for (let turns = 0; over.length === 0 && turns < 100; turns++)
    await vi.advanceTimersByTimeAsync(SILENT_STORAGE_MS);
  return await (over.length > 0 ? asked : Promise.reject(new Error('waited for ever')));
}

describe('a model of one’s own', () => {
  it('that cannot be kept, at whatever write, is said not to be, once, and leaves no half of it', async () => {
    const calm = new FakeFolders();
    expect((await keptOn(calm)).map(({ text }) => text)).toEqual([
      expect.stringContaining('is kept on this device'),
    ]);
    const { done } = calm;
    expect(await isThere()).toBe(true);
    expect(done).toBeGreaterThan(15);
    for (let at = 1; at <= done; at++) {
      for (const name of ['QuotaExceededError', 'InvalidStateError']) {
        const folders = new FakeFolders();
        folders.fault = (now) => (now === at ? new DOMException('no', name) : null);
        const told = await keptOn(folders);
        expect(told, `operation ${at}`).toHaveLength(1);
        expect(told[0]!.text.includes('is not kept'), told[0]!.text).toBe(!(await isThere()));
      }
    }
  });

  // If it broke: the page would wait for ever for a model, and never say that it is not kept.
  it('that storage never answers about, at whatever operation, is given up, and said not to be kept', async () => {
    const calm = new FakeFolders();
    await keptOn(calm);
    const { done } = calm;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      for (let at = 1; at <= done; at++) {
        for (const after of [false, true]) {
          const folders = new FakeFolders();
          folders.silent = (now) => now === at || (after && now > at);
          const told = await givenUp(keptOn(folders));
          const why = told.map(({ text }) => text);
          expect(why, `operation ${at}`).toEqual([
            expect.stringMatching(/is not kept: the storage of this browser does not answer/),
          ]);
          folders.silent = () => true;
          await expect(givenUp(findKept(sha256))).rejects.toMatchObject({ code: 'not-kept' });
        }
      }
    } finally {
      vi.useRealTimers();
    }
  });

  it('that is kept stays so where the day on which it was opened cannot be written', async () => {
    const folders = new FakeFolders();
    await keptOn(folders);
    const before = folders.done;
    const writes = folders.root;
    let open = 0;
    folders.fault = () => (++open > 8 ? new DOMException('no room', 'QuotaExceededError') : null);
    expect(await keptOn(folders)).toEqual([]);
    expect(folders.done).toBeGreaterThan(before + 8);
    expect(writes.entries.size).toBe(1);
    folders.fault = () => null;
    expect(await isThere()).toBe(true);
  });
});
