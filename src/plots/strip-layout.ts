// Which of a run's pictures the timeline shows, and where its playhead stands. A run of N steps has N + 1
// pictures: x_t before each step, and x_0 after the last.

/**
 * Evenly spaced indices of pictures, the first and the last always among them.
 *
 * @param steps N, the number of steps
 * @param columns how many there is room for, ≥ 2
 * @returns ascending indices 0..N, without repeats
 */
export function stripIndices(steps: number, columns: number): readonly number[] {
  const count = Math.min(columns, steps + 1);
  if (count <= 1) return [0];
  return Array.from({ length: count }, (_, column) => Math.round((column * steps) / (count - 1)));
}

/** How lanes stand together in one column. */
export interface Mosaic {
  readonly lanes: number;
  readonly columns: number;
  readonly rows: number;
}

/** The most lanes of a run: sixteen seeds and their twins. */
const MOST_LANES = 32;

/** One or two lanes stand above each other, more in a square. */
export function mosaicOf(lanes: number): Mosaic {
  const count = Math.max(1, Math.min(MOST_LANES, lanes));
  const columns = count <= 2 ? 1 : Math.ceil(Math.sqrt(count));
  return { lanes: count, columns, rows: Math.ceil(count / columns) };
}
