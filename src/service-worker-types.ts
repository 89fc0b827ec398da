// What the service worker hears and says, and the few of a service worker’s own types that it uses.

/** From the page. `activate` is the person's consent to a newer build, `forget` the wish that nothing be kept. */
export type FromPage =
  | { readonly type: 'keep'; readonly pack: string }
  | { readonly type: 'activate' }
  | { readonly type: 'forget' };
/** To the pages: what could not be kept, and why. */
export interface ToPage {
  readonly type: 'not-kept';
  readonly what: string;
  readonly full: boolean;
  /** The storage does not answer. Neither: a file did not come. */
  readonly silent: boolean;
}
/** A file of a build, relative to the page, and the hash of what is in it. */
export type Listed = readonly [file: string, sha256: string];
/** One cached answer: the name of its cache, and its address. */
export type Place = Readonly<Record<'cache' | 'url', string>>;
/** What the build lists of one pack: its own files, and a hash over all of them. */
export interface PackFiles {
  readonly id: string;
  readonly hash: string;
  readonly files: readonly Listed[];
  /** How the files begin that it uses, its own and those that it shares. */
  readonly uses: readonly string[];
}

// The DOM's types are those of pages; these are the few of a service worker that are used.
interface LaterEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends LaterEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
/** `self` in a service worker: as much of it as is used. */
export interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: {
      includeUncontrolled: boolean;
    }): Promise<readonly { readonly id: string; postMessage(message: ToPage): void }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LaterEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void;
  addEventListener(type: 'message', listener: (event: LaterEvent & MessageEvent<FromPage>) => void): void;
}
