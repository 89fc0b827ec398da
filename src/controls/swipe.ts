// When a finger that is drawn across is a swipe, to what stands beside.

/** Pixels that it is long at least. */
const LONG = 64;
/** So many times as wide as high. */
const LEVEL = 2;
/** Milliseconds that it takes at most. */
const QUICK = 600;

interface Swipe {
  /** Of its end from its beginning. */
  readonly dx: number;
  readonly dy: number;
  readonly milliseconds: number;
}

/** @returns 1 for what comes next, -1 for what was before, 0 for neither */
export function swipeOf({ dx, dy, milliseconds }: Swipe): -1 | 0 | 1 {
  if (milliseconds > QUICK || Math.abs(dx) < LONG || Math.abs(dx) < LEVEL * Math.abs(dy)) return 0;
  return dx < 0 ? 1 : -1;
}
