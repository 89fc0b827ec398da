// The origin's private file system without a browser, which fails where a test says so.

type Entry = Folder | Blob;

export class FakeFolders {
  readonly root = new Folder(
    '',
    () => this.#do(),
    () => this.twice,
  );
  /** Operations so far. */
  done = 0;
  /** Why an operation fails; null where it does not. @param at its number */
  fault: (at: number) => Error | null = () => null;
  /** Whether folders list what is in them twice, as Chromium may while it is written to. */
  twice = false;
  /** Whether there is never an answer. */
  silent: (at: number) => boolean = () => false;

  readonly storage = {
    getDirectory: async () => {
      await this.#do();
      return this.root;
    },
    estimate: async () => {
      await this.#do();
      return { quota: 1e9, usage: 0 };
    },
  };

  async #do(): Promise<void> {
    const error = this.fault(++this.done);
    if (error !== null) throw error;
    if (this.silent(this.done)) await new Promise(() => {});
  }
}

const missing = (name: string): Error => new DOMException(`no ${name}`, 'NotFoundError');

export class Folder {
  readonly kind = 'directory';
  readonly entries = new Map<string, Entry>();

  constructor(
    readonly name: string,
    private readonly act: () => Promise<void>,
    private readonly listsTwice: () => boolean,
  ) {}

  async getDirectoryHandle(name: string, { create = false } = {}): Promise<Folder> {
    await this.act();
    const found = this.entries.get(name);
    if (found instanceof Folder) return found;
    if (!create) throw missing(name);
    const made = new Folder(name, this.act, this.listsTwice);
    this.entries.set(name, made);
    return made;
  }

  async getFileHandle(name: string, { create = false } = {}) {
    await this.act();
    if (!this.entries.has(name)) {
      if (!create) throw missing(name);
      this.entries.set(name, new Blob());
    }
    return {
      kind: 'file',
      name,
      getFile: async () => {
        await this.act();
        return this.entries.get(name);
      },
      /** What is written is there once it is closed, and not before. */
      createWritable: async () => {
        await this.act();
        const parts: Uint8Array<ArrayBuffer>[] = [];
        return new WritableStream<Uint8Array<ArrayBuffer>>({
          write: async (part) => {
            await this.act();
            parts.push(part);
          },
          close: async () => {
            await this.act();
            this.entries.set(name, new Blob(parts));
          },
        });
      },
    };
  }

  async removeEntry(name: string): Promise<void> {
    await this.act();
    if (!this.entries.delete(name)) throw missing(name);
  }

  async *values(): AsyncGenerator<Folder | { readonly kind: 'file'; readonly name: string }> {
    await this.act();
    const once = [...this.entries];
    for (const [name, entry] of this.listsTwice() ? [...once, ...once] : once)
      yield entry instanceof Folder ? entry : ({ kind: 'file', name } as const);
  }
}
