// Contenders on the same inputs, in turns, so that what disturbs the machine disturbs all of them alike.

export interface Contender<Input> {
  readonly name: string;
  run(input: Input): Promise<Float32Array>;
}

export interface Timing {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly runs: number;
  /** max |a - b| against the first contender, on every input that was timed. */
  readonly distance: number;
}

interface Effort {
  /** Milliseconds to spend on one contender at least, if `mostRuns` allows. */
  readonly enough: number;
  readonly leastRuns: number;
  readonly mostRuns: number;
}

const usual: Effort = { enough: 3000, leastRuns: 5, mostRuns: 60 };

/** @param inputOf the n-th input; the same for all contenders of a round */
export async function contest<Input>(
  contenders: readonly Contender<Input>[],
  inputOf: (n: number) => Input,
  { enough, leastRuns, mostRuns }: Effort = usual,
): Promise<Record<string, Timing>> {
  const times = contenders.map((): number[] => []);
  const distances = contenders.map(() => 0);
  for (let i = 0; i < 2; i++) for (const each of contenders) await each.run(inputOf(i)); // compiles, records
  const begun = performance.now();
  for (let round = 0; round < mostRuns; round++) {
    if (round >= leastRuns && performance.now() - begun > enough * contenders.length) break;
    const input = inputOf(round + 2);
    let first: Float32Array | null = null;
    for (let turn = 0; turn < contenders.length; turn++) {
      const before = performance.now();
      const output = await contenders[turn]!.run(input);
      times[turn]!.push(performance.now() - before);
      first ??= output;
      distances[turn] = Math.max(distances[turn]!, largestDifference(first, output));
    }
  }
  return Object.fromEntries(
    contenders.map(({ name }, i) => [name, { ...quartiles(times[i]!), distance: distances[i]! }]),
  );
}

export function quartiles(values: readonly number[]): Omit<Timing, 'distance'> {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
  return { median: at(0.5), lowerQuartile: at(0.25), upperQuartile: at(0.75), runs: sorted.length };
}

/** NaN when they are of different lengths or something is not a number. */
export function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return NaN;
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const apart = Math.abs(a[i]! - b[i]!);
    if (!(apart <= largest)) largest = apart; // NaN sticks
  }
  return largest;
}
