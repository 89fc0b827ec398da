// Which particles are drawn in which colour: by their likeliest class, the more of its colour the surer.

/** Steps from an even belief to a sure one. */
export const SHADES = 5;

/** Particles of one class and shade; shade 0 is an even belief. */
export type Buckets = ReadonlyMap<number, readonly number[]>;

/** @returns particles by `class · SHADES + shade`; all in -1 where nothing is known */
export function bucketsByBelief(probs: ArrayLike<number> | null, classes: number, count: number): Buckets {
  const buckets = new Map<number, number[]>();
  const chance = 1 / Math.max(1, classes);
  for (let i = 0; i < count; i++) {
    let key = -1;
    if (probs !== null && probs.length >= (i + 1) * classes && classes > 1) {
      let best = 0;
      for (let k = 1; k < classes; k++) {
        if ((probs[i * classes + k] ?? 0) > (probs[i * classes + best] ?? 0)) best = k;
      }
      const sure = ((probs[i * classes + best] ?? 0) - chance) / (1 - chance);
      key = best * SHADES + Math.min(SHADES - 1, Math.max(0, Math.floor(sure * SHADES)));
    }
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [i]);
    else bucket.push(i);
  }
  return buckets;
}

export function bucketsByClass(labels: ArrayLike<number> | null, count: number): Buckets {
  const buckets = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const label = labels?.[i];
    const key = label === undefined ? -1 : label * SHADES + SHADES - 1;
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [i]);
    else bucket.push(i);
  }
  return buckets;
}
