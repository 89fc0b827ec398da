// The timesteps in which s acts (Kynkäänniemi et al. 2024), as a value and as text: "200-600".

/** Both ends included. */
export type Interval = readonly [low: number, high: number];

/** null and undefined are all timesteps. */
export type MaybeInterval = Interval | null | undefined;

/** Both ends alike, or none in both. */
export function sameInterval(a: MaybeInterval, b: MaybeInterval): boolean {
  return a?.join() === b?.join();
}

/** As it stands in addresses: "200-600", the lower t first. */
export function intervalText([low, high]: Interval): string {
  return `${low}-${high}`;
}

/** As people read it: "200 to 600". */
export function intervalWords([low, high]: Interval): string {
  return low === high ? String(low) : `${low} to ${high}`;
}

/** "t = 200 to 600", "all t" */
export function actsText(acts: Interval | null): string {
  return acts === null ? 'all t' : `t = ${intervalWords(acts)}`;
}

/** @returns undefined for anything that `intervalText` does not write, and where low is above high */
export function readInterval(text: string): Interval | undefined {
  const [, low, high] = /^(\d{1,6})-(\d{1,6})$/.exec(text) ?? [];
  const interval: Interval = [Number(low), Number(high)];
  return interval[0] <= interval[1] ? interval : undefined;
}
