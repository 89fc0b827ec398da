/** So long without a byte, and what is on its way is given up, or said to keep us waiting. */
export const STALLED_MS = 15_000;
