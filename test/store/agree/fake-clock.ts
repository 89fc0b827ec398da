// Time that a test moves.

import type { Clock } from '../../../src/timing/clock';

interface Timer {
  readonly due: number;
  readonly call: () => void;
}

export class FakeClock implements Clock {
  #now = 0;
  #timers: Timer[] = [];

  readonly now = (): number => this.#now;

  readonly after = (milliseconds: number, call: () => void): (() => void) => {
    const timer = { due: this.#now + milliseconds, call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** What is due by then happens, in its order. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#first(); next !== null && next.due <= end; next = this.#first()) this.#fire(next);
    this.#now = end;
  }

  /** To the next that is due, and through it. False when nothing is. */
  next(): boolean {
    const next = this.#first();
    if (next !== null) this.#fire(next);
    return next !== null;
  }

  #first(): Timer | null {
    return this.#timers.reduce<Timer | null>(
      (first, timer) => (first === null || timer.due < first.due ? timer : first),
      null,
    );
  }

  #fire(timer: Timer): void {
    this.#timers = this.#timers.filter((other) => other !== timer);
    this.#now = Math.max(this.#now, timer.due);
    timer.call();
  }
}
