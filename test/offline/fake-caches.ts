// Cache Storage without a browser, which fails where a test says so.

export type CacheOperation = 'open' | 'put' | 'match' | 'has' | 'keys' | 'delete';

const copy = (response: Response): Response => response.clone();
const keyOf = (request: RequestInfo | URL): string =>
  typeof request === 'string' ? request : request instanceof URL ? request.href : request.url;

export class FakeCaches {
  readonly held = new Map<string, Map<string, Response>>();
  /** What was done, in order. */
  readonly done: CacheOperation[] = [];
  /** Why an operation fails; null where it does not. @param at its number */
  fault: (operation: CacheOperation, at: number) => Error | null = () => null;
  /** Whether there is never an answer. */
  silent: (operation: CacheOperation, at: number) => boolean = () => false;

  async open(name: string) {
    await this.#do('open');
    const entries = this.held.get(name) ?? new Map<string, Response>();
    this.held.set(name, entries);
    return {
      put: async (request: RequestInfo | URL, response: Response) => {
        await this.#do('put');
        entries.set(keyOf(request), copy(response));
      },
      match: async (request: RequestInfo | URL) => {
        await this.#do('match');
        const found = entries.get(keyOf(request));
        return found && copy(found);
      },
    };
  }

  async match(request: RequestInfo | URL, { cacheName }: { readonly cacheName: string }) {
    await this.#do('match');
    const found = this.held.get(cacheName)?.get(keyOf(request));
    return found && copy(found);
  }

  async has(name: string): Promise<boolean> {
    await this.#do('has');
    return this.held.has(name);
  }

  async keys(): Promise<string[]> {
    await this.#do('keys');
    return [...this.held.keys()];
  }

  async delete(name: string): Promise<boolean> {
    await this.#do('delete');
    return this.held.delete(name);
  }

  async #do(operation: CacheOperation): Promise<void> {
    this.done.push(operation);
    const error = this.fault(operation, this.done.length);
    if (error !== null) throw error;
    if (this.silent(operation, this.done.length)) await new Promise(() => {});
  }
}
