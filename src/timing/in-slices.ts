// Long arithmetic on the page in slices, so that no frame waits for it.

/** Milliseconds between two rests: well under what counts as a long task. */
const SLICE_MS = 8;

/**
 * Runs a generator to its end, resting whenever a slice is used up.
 *
 * @param goesOn asked after every rest
 * @returns what it returned; null when it does not go on
 */
export async function inSlices<T>(work: Iterator<unknown, T>, goesOn: () => boolean): Promise<T | null> {
  let begun = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    if (performance.now() - begun < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (!goesOn()) return null;
    begun = performance.now();
  }
}

/**
 * What an iterable yields, gathered in slices.
 *
 * @param onRest is given the number of results so far
 * @param signal cancels: the promise rejects with its reason
 */
export async function gatherInSlices<T>(
  items: Iterable<T>,
  signal: AbortSignal,
  onRest: (count: number) => void = () => undefined,
): Promise<T[]> {
  const gathered: T[] = [];
  await inSlices(gathering(items, gathered), () => {
    onRest(gathered.length);
    signal.throwIfAborted();
    return true;
  });
  return gathered;
}

function* gathering<T>(items: Iterable<T>, into: T[]): Generator<void, void> {
  for (const item of items) {
    into.push(item);
    yield;
  }
}
