// A value that is worked out on the page in slices, one at a time: the newest that is wanted comes late by a moment, and
// the one before stays until then.

import { inSlices } from '../../timing/in-slices';

export class Late<T> {
  value: T | null = null;
  #key = '';
  #isBusy = false;
  #isOver = false;

  /** @param onNews hears of every new value, and may want another then */
  constructor(private readonly onNews: () => void) {}

  /** @param key names it: the same is not worked out again */
  want(key: string, make: () => Generator<unknown, T>): void {
    if (key === this.#key || this.#isBusy || this.#isOver) return;
    this.#key = key;
    this.#isBusy = true;
    void this.#work(make());
  }

  /** There is none. */
  clear(): void {
    this.#key = '';
    this.value = null;
  }

  close(): void {
    this.#isOver = true;
  }

  async #work(making: Generator<unknown, T>): Promise<void> {
    const key = this.#key;
    const made = await inSlices(making, () => !this.#isOver);
    this.#isBusy = false;
    if (made === null) return;
    if (key === this.#key) this.value = made;
    this.onNews();
  }
}
