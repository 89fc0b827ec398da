// The networks do one thing at a time: work waits for the work before it.

export class NetworkQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Does the work when all earlier work has ended, well or not. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}
