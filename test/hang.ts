// The one limit of time that tests have: only a hang reaches it. What a test waits for is an event; how long it takes
// is the bench's business.

/** For a single wait, and for a whole test without a browser. */
export const HANG_MS = 600_000;

/** For a whole flow in a browser, which waits for many things. */
export const FLOW_MS = 2 * HANG_MS;

/** What takes longer than this share of its limit is listed when a run ends. */
export const NEAR = 1 / 4;
