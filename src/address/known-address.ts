// The fragment of the page's address: what the page has written there is no request, and a request that it has not heard
// of yet is not written over.

type Addressed = Pick<Window, 'location' | 'history'>;

/** One for each page. */
export class KnownAddress {
  #known: string;

  constructor(private readonly page: Addressed) {
    this.#known = page.location.hash;
  }

  /** Whether it has changed, and not by `write`: the browser says so later, and other tasks may come before that. */
  hasNews(): boolean {
    return this.page.location.hash !== this.#known;
  }

  /** The page follows it as it is now. */
  take(): void {
    this.#known = this.page.location.hash;
  }

  /** Without an entry in the browser's history. */
  write(hash: string): void {
    this.page.history.replaceState(null, '', hash);
    this.#known = hash;
  }
}
