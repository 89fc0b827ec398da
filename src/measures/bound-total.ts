// The whole bound from the terms that are known so far, and the order in which they are best asked for.

/** Below it most of the bits are spent, and every term is asked for at once. */
const EVERY_BELOW = 60;

/** All of 0..T-1: first every t below 60, then the others, spread evenly in log t from the first on. */
export function askingOrder(T: number): number[] {
  const first = Array.from({ length: Math.min(T, EVERY_BELOW) }, (_, t) => t);
  const asked = new Set(first);
  const [low, high] = [Math.log(EVERY_BELOW), Math.log(Math.max(EVERY_BELOW, T - 1))];
  const order = [...first];
  const ask = (t: number): void => {
    if (t >= T || asked.has(t)) return;
    asked.add(t);
    order.push(t);
  };
  ask(T - 1);
  for (let i = 0; order.length < T && i < 4 * T; i++) {
    ask(Math.round(Math.exp(low + (high - low) * vanDerCorput(i))));
  }
  for (let t = EVERY_BELOW; t < T; t++) ask(t); // what rounding has passed over
  return order;
}

/** All of 0..T-1 as they are best asked for of several samples: both ends and the powers of two first, so that an early
 * estimate of each total needs a dozen terms and no more. */
export function coarseOrder(T: number): number[] {
  const first = [0, T - 1];
  for (let t = 1; t < T - 1; t *= 2) first.push(t);
  return [...new Set([...first, ...askingOrder(T)])];
}

/** All of 0..T-1, both ends first and then ever finer, evenly in t. */
export function evenOrder(T: number): number[] {
  const order = new Set([0, Math.max(0, T - 1)]);
  for (let i = 0; order.size < T; i++) order.add(Math.floor(T * vanDerCorput(i)));
  return [...order];
}

/** The i-th of numbers that fill [0, 1) evenly (van der Corput 1935, base 2). */
function vanDerCorput(i: number): number {
  let [value, step] = [0, 0.5];
  for (let rest = i; rest > 0; rest = Math.floor(rest / 2), step /= 2) value += (rest % 2) * step;
  return value;
}

/** The whole bound, in bits per dimension. */
export interface Total {
  readonly bits: number;
  /** Whether all terms are in: else those that are not are taken from their neighbours. */
  readonly complete: boolean;
}

/**
 * Σ_t L_t + L_T. Between two known terms L_t is taken as a power of t, beyond the outermost as equal to it.
 *
 * @param terms bits per dimension by t, at least one
 */
export function boundTotal(terms: ReadonlyMap<number, number>, T: number, prior: number): Total {
  const bits = filledTerms(terms, T).reduce((sum, each) => sum + each, prior);
  return { bits, complete: terms.size === T };
}

/** Bits for every t, [T]. */
export function filledTerms(terms: ReadonlyMap<number, number>, T: number): Float64Array {
  const known = [...terms].toSorted(([a], [b]) => a - b);
  let right = 0;
  return new Float64Array(T).map((_, t) => {
    while (right < known.length && known[right]![0] < t) right++;
    const next = known[right];
    const before = known[right - 1];
    if (next === undefined) return before?.[1] ?? 0;
    return next[0] === t || before === undefined ? next[1] : between(before, next, t);
  });
}

type Known = readonly [t: number, bits: number];

function between([t0, bits0]: Known, [t1, bits1]: Known, t: number): number {
  const share = (Math.log1p(t) - Math.log1p(t0)) / (Math.log1p(t1) - Math.log1p(t0));
  if (!(bits0 > 0 && bits1 > 0)) return bits0 + share * (bits1 - bits0);
  return Math.exp(Math.log(bits0) + share * (Math.log(bits1) - Math.log(bits0)));
}

/** The t up to which half of the bits are spent, of terms for every t. */
export function halfOfBits(bits: readonly number[] | Float64Array): number {
  let half = 0;
  for (const each of bits) half += each / 2;
  let sum = 0;
  return bits.findIndex((each) => (sum += each) >= half);
}
