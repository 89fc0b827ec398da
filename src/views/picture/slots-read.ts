// What a guide reads in each attribute as the noise grows: how sure it is of what the picture is known to be, or else of
// what it read at the least noise, and up to which t more than half of that is left.

import { largestIndex } from '../../plots/bars';
import type { Slot } from '../../terms/pack-info';
import type { AnswersOverT } from '../../worlds/images/noise-state';

export interface SlotRead {
  readonly name: string;
  readonly labels: readonly string[];
  /** What the picture is of, as its pack says; where that is not known, what is read at the least noise asked about. */
  readonly label: number;
  readonly isTrue: boolean;
  /** Where the slot's labels begin among those of all slots. */
  readonly first: number;
  /** Belief in that label at the least noise, and in pure noise, where there is nothing to read. */
  readonly clear: number;
  readonly blind: number;
  /** The largest t asked about up to which at least half of what is believed beyond `blind` is left. */
  readonly until: number;
}

/** Less than this is no knowledge to lose. */
const LEAST = 0.05;

/**
 * @param truth the picture's label in each slot, where it is known
 * @returns null while it is not known what is read at the least noise and in pure noise
 */
export function slotsRead(
  { t, points }: Pick<AnswersOverT, 't' | 'points'>,
  slots: readonly Slot[],
  truth: readonly number[] | null,
): readonly SlotRead[] | null {
  const [least, pure] = [points[0]?.beliefs, points.at(-1)?.beliefs];
  if (slots.length === 0 || !least || !pure) return null;
  let first = 0;
  return slots.map(({ name, labels }, slot) => {
    const from = first;
    first += labels.length;
    const known = truth?.[slot];
    const label = known ?? largestIndex(least.subarray(from, from + labels.length));
    const at = from + label;
    const [clear, blind] = [least[at] ?? 0, pure[at] ?? 0];
    const beliefs = points.map((point) => point?.beliefs?.[at] ?? null);
    const lost = beliefs.findIndex((belief) => belief !== null && belief < (clear + blind) / 2);
    const last = beliefs.findLastIndex((belief, i) => belief !== null && (lost < 0 || i < lost));
    return {
      name,
      labels,
      label,
      isTrue: known !== undefined,
      first: from,
      clear,
      blind,
      until: t[last] ?? 0,
    };
  });
}

/** Which attribute outlives the others in the noise, and which goes first; '' where there is nothing to tell apart. */
export function outlives(read: readonly SlotRead[]): string {
  const sorted = read
    .filter(({ clear, blind }) => clear - blind >= LEAST)
    .toSorted((a, b) => b.until - a.until);
  const [longest, shortest] = [sorted[0], sorted.at(-1)];
  if (longest === undefined || shortest === undefined || longest.until === shortest.until) return '';
  return `Of this picture ${longest.name} survives the noise longest: half of what is believed beyond a blind guess is left up to t = ${longest.until}. First goes ${shortest.name}, after t = ${shortest.until}.`;
}

/** Whether labels are what the picture is of, rather than what was read of it. */
export const areTrue = (read: readonly SlotRead[]): boolean => read.every(({ isTrue }) => isTrue);

/** Of each slot the belief in its label. */
export function beliefsIn(read: readonly SlotRead[], beliefs: Float32Array | null): Float32Array | null {
  return beliefs === null ? null : Float32Array.from(read, ({ first, label }) => beliefs[first + label] ?? 0);
}

/** The label that is read now. */
export function topNow({ first, labels }: SlotRead, beliefs: Float32Array): number {
  return largestIndex(beliefs.subarray(first, first + labels.length));
}
