// A page without a browser, as far as the opening of an address needs one: location, history, listeners, a worker.

import { encode } from 'fast-png';
import { fakePacks } from './fake-packs';
import { Loopback } from '../worker/loopback';

/** A hundred pictures, each of one grey. */
const SHEET = Uint8Array.from(
  encode({
    width: 280,
    height: 280,
    channels: 1,
    data: Uint8Array.from({ length: 280 * 280 }, (_, i) => Math.floor(i / 28) % 256),
  }),
);

export interface FakePage {
  readonly window: Window;
  /** Goes to another address, as a link on the page does. */
  go(hash: string): void;
}

/** @param hash from "#" on; @param search from "?" on */
export function fakePage(hash: string, search = ''): FakePage {
  const listeners = new Map<string, Set<() => void>>();
  const addEventListener = (name: string, listener: () => void): void => {
    listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
  };
  const location = { hash, search, href: 'https://nudge.example/' };
  const page = {
    document: { baseURI: 'https://nudge.example/', hidden: false, addEventListener },
    location,
    history: { replaceState: (_: unknown, __: string, next: string) => (location.hash = next) },
    addEventListener,
    matchMedia: () => ({ matches: false }),
    setTimeout: globalThis.setTimeout.bind(globalThis),
  };
  Object.assign(globalThis, {
    fetch: (url: string) =>
      url.endsWith('sheet.png')
        ? Promise.resolve(new Response(SHEET))
        : Promise.reject(new TypeError('no network')),
    Worker: class extends Loopback {
      constructor() {
        super({ openPack: fakePacks() });
      }
    },
  });
  return {
    // only what is above is used of it
    window: page as unknown as Window,
    go(next) {
      location.hash = next;
      for (const listener of listeners.get('hashchange') ?? []) listener();
    },
  };
}
