// Cache Storage without a browser, which fails where a test says so.

export type CacheOperation = 'open' | 'put' | 'match' | 'keys' | 'delete';

const copy = (response: Response): Response => response.clone();
const keyOf = (request: RequestInfo | URL): string =>
  typeof request === 'string' ? request : request instanceof URL ? request.href : request.url;

export class FakeCaches {
  readonly held = new Map<string, Map<string, Response>>();
  /** What was done, in order. */
  readonly done: CacheOperation[] = [];
  /** Why an operation fails; null where it does not. @param at its number */
  fault: (operation: CacheOperation, at: number) => Error | null = () => null;

  async open(name: string) {
    this.#do('open');
    const entries = this.held.get(name) ?? new Map<string, Response>();
    this.held.set(name, entries);
    return {
      put: async (request: RequestInfo | URL, response: Response) => {
        this.#do('put');
        entries.set(keyOf(request), copy(response));
      },
      match: async (request: RequestInfo | URL) => {
        this.#do('match');
        const found = entries.get(keyOf(request));
        return found && copy(found);
      },
    };
  }

  async match(request: RequestInfo | URL, { cacheName }: { readonly cacheName: string }) {
    this.#do('match');
    const found = this.held.get(cacheName)?.get(keyOf(request));
    return found && copy(found);
  }

  async keys(): Promise<string[]> {
    this.#do('keys');
    return [...this.held.keys()];
  }

  async delete(name: string): Promise<boolean> {
    this.#do('delete');
    return this.held.delete(name);
  }

  #do(operation: CacheOperation): void {
    this.done.push(operation);
    const error = this.fault(operation, this.done.length);
    if (error !== null) throw error;
  }
}
