// What a guide reads in each attribute as the noise grows: what it read at the least noise, how sure it is of that now, and
// up to which t it goes on reading the same. Computed from its answers alone.

import { largestIndex } from '../../plots/bars';
import type { Slot } from '../../terms/pack-info';
import type { AnswersOverT } from '../../worlds/images/noise-state';

export interface SlotRead {
  readonly name: string;
  readonly labels: readonly string[];
  /** Read at the least noise asked about. */
  readonly label: number;
  /** Where the slot's labels begin among those of all slots. */
  readonly first: number;
  /** The largest t asked about up to which every answer reads the same. */
  readonly until: number;
}

/** null while nothing is known of the least noise. */
export function slotsRead({ t, points }: Pick<AnswersOverT, 't' | 'points'>, slots: readonly Slot[]): readonly SlotRead[] | null {
  if (slots.length === 0 || !points[0]?.beliefs) return null;
  let first = 0;
  return slots.map(({ name, labels }) => {
    const from = first;
    first += labels.length;
    const read = points.map((point) =>
      point?.beliefs ? largestIndex(point.beliefs.subarray(from, from + labels.length)) : null,
    );
    const label = read[0]!;
    const other = read.findIndex((each) => each !== null && each !== label);
    const last = read.findLastIndex((each, i) => each !== null && (other < 0 || i < other));
    return { name, labels, label, first: from, until: t[last] ?? 0 };
  });
}

/** Which attribute outlives the others in the noise, and which is lost first; '' where there is nothing to tell apart. */
export function outlives(read: readonly SlotRead[]): string {
  const sorted = read.toSorted((a, b) => b.until - a.until);
  const [longest, shortest] = [sorted[0], sorted.at(-1)];
  if (longest === undefined || shortest === undefined || longest.until === shortest.until) return '';
  const { name, label, labels, until } = longest;
  return `Of this picture ${name} survives the noise longest: it is read as ${labels[label]} up to t = ${until}. ${shortest.name} is lost first, after t = ${shortest.until}.`;
}

/** Of each slot the belief in what was read at the least noise. */
export function beliefsIn(read: readonly SlotRead[], beliefs: Float32Array | null): Float32Array | null {
  return beliefs === null ? null : Float32Array.from(read, ({ first, label }) => beliefs[first + label] ?? 0);
}

/** The label that is read now. */
export function topNow({ first, labels }: SlotRead, beliefs: Float32Array): number {
  return largestIndex(beliefs.subarray(first, first + labels.length));
}
