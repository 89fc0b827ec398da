// Long arithmetic on the page in slices, so that no frame waits for it.

const SLICE_MS = 6;

/**
 * Runs a generator to its end, resting whenever a slice is used up.
 *
 * @param cancelled asked after every rest
 * @returns what it returned; null when it was cancelled
 */
export async function inSlices<T>(work: Generator<void, T>, cancelled: () => boolean): Promise<T | null> {
  let begun = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    if (performance.now() - begun < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (cancelled()) return null;
    begun = performance.now();
  }
}
