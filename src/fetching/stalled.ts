/** Milliseconds without a byte after which a fetch is given up, and the page says that the worker's script does not come. */
export const STALLED_MS = 15_000;
