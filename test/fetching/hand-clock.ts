// A clock that a test moves.

import type { Clock } from '../../src/timing/clock';

export class HandClock implements Clock {
  #now = 0;
  #calls: { readonly at: number; readonly call: () => void }[] = [];

  readonly now = (): number => this.#now;

  readonly after = (milliseconds: number, call: () => void): (() => void) => {
    const entry = { at: this.#now + milliseconds, call };
    this.#calls.push(entry);
    return () => {
      this.#calls = this.#calls.filter((other) => other !== entry);
    };
  };

  /** How many calls are waited for. */
  get waiting(): number {
    return this.#calls.length;
  }

  /** Lets so much time go by, with all that happens in it. */
  move(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = Math.min(...this.#calls.map(({ at }) => at));
      if (next > end) break;
      this.jump(next - this.#now);
    }
    this.#now = end;
  }

  /** As after a sleep: all that was due meanwhile is called now, once. */
  jump(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#calls.filter(({ at }) => at <= this.#now);
    this.#calls = this.#calls.filter(({ at }) => at > this.#now);
    for (const { call } of due) call();
  }
}
