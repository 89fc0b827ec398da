// What is asked of the networks outside of a run, between its steps: one query at a time, made when the last answer is
// here, so that nothing stale is ever asked and a drag hears the newest. Whoever asks is a source; the first source
// that has something to ask goes first, and a source that failed is left alone until what it asks about changes.

import type { Query } from '../terms/messages';
import type { NetworkOutputs } from '../terms/networks';

/** A query, and what is done with its answer. */
export interface Errand {
  readonly query: Query;
  /** @param milliseconds that the answer took */
  take(outputs: NetworkOutputs, milliseconds: number): void;
}

/** Something that wants answers: it says what to ask next, and takes what comes. */
export interface Source {
  /** What it asks about, compared by identity: when it changes, what failed is asked again. */
  key(): unknown;
  /**
   * @param restedFor milliseconds since the key last changed
   * @returns null for nothing now; a number of milliseconds after which there may be something
   */
  next(restedFor: number): Errand | number | null;
  /** The answer did not come. */
  fail?(error: unknown): void;
}

export interface AskerDeps {
  readonly observe: (query: Query) => Promise<NetworkOutputs>;
  /** Calls back whenever there may be something new to ask. @returns the way to stop */
  readonly subscribe: (listen: () => void) => () => void;
  readonly now: () => number;
  /** @returns the way to call it off */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

interface Watched {
  readonly source: Source;
  key: unknown;
  changedAt: number;
  gaveUp: boolean;
}

/** Asks for the sources that it is given, the first one first. One query is under way at a time. */
export class Asker {
  #watched: Watched[] = [];
  #busy = false;
  #unsubscribe: () => void = () => {};
  #callOff: () => void = () => {};

  constructor(private readonly deps: AskerDeps) {}

  /** From now on a source is asked what it wants to know. @returns the way to stop */
  watch(source: Source): () => void {
    if (this.#watched.length === 0) this.#unsubscribe = this.deps.subscribe(() => this.#pump());
    const watched: Watched = { source, key: source.key(), changedAt: this.deps.now(), gaveUp: false };
    this.#watched.push(watched);
    this.#pump();
    return () => {
      this.#watched = this.#watched.filter((each) => each !== watched);
      if (this.#watched.length > 0) return;
      this.#unsubscribe();
      this.#callOff();
    };
  }

  #pump(): void {
    for (const watched of this.#watched) {
      const key = watched.source.key();
      if (key === watched.key) continue;
      watched.key = key;
      watched.changedAt = this.deps.now();
      watched.gaveUp = false;
    }
    if (this.#busy) return;
    this.#busy = true; // asking may write to the store, which comes back here
    const found = this.#next();
    if (found === null) this.#busy = false;
    else void this.#run(...found);
  }

  #next(): [Watched, Errand] | null {
    this.#callOff();
    let soonest = Infinity;
    for (const watched of this.#watched) {
      if (watched.gaveUp) continue;
      const next = watched.source.next(this.deps.now() - watched.changedAt);
      if (next === null) continue;
      if (typeof next !== 'number') return [watched, next];
      soonest = Math.min(soonest, next);
    }
    if (soonest < Infinity) this.#callOff = this.deps.after(soonest, () => this.#pump());
    return null;
  }

  async #run(watched: Watched, errand: Errand): Promise<void> {
    const started = this.deps.now();
    const isWatched = (): boolean => this.#watched.includes(watched);
    try {
      const outputs = await this.deps.observe(errand.query);
      if (isWatched()) errand.take(outputs, this.deps.now() - started);
    } catch (error) {
      if (isWatched()) {
        watched.gaveUp = true;
        watched.source.fail?.(error);
      }
    } finally {
      this.#busy = false;
    }
    this.#pump();
  }
}
