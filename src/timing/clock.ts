// The time as the store knows it, which tests move by hand.

/** Time as an argument: tests move one by hand. */
export interface Clock {
  /** Milliseconds. */
  readonly now: () => number;
  /** Calls back once after this many milliseconds. @returns the way to call it off */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

/** The browser's own. */
export const realClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};
