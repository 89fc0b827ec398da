// Work on the page's thread in slices that nobody notices.

/** Milliseconds of work between two breaths: a sixth of what counts as a long task. */
const SLICE_MS = 8;

function breath(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/**
 * Runs a generator to its end and gathers what it yields.
 *
 * @param onItem is told how many there are so far
 * @param signal cancels: the promise rejects with its reason
 */
export async function inSlices<T>(
  items: Iterable<T>,
  signal: AbortSignal,
  onItem: (count: number) => void = () => undefined,
): Promise<T[]> {
  const gathered: T[] = [];
  let began = performance.now();
  for (const item of items) {
    gathered.push(item);
    if (performance.now() - began < SLICE_MS) continue;
    onItem(gathered.length);
    await breath();
    signal.throwIfAborted();
    began = performance.now();
  }
  return gathered;
}
