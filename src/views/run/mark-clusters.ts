// Marks along the timeline, so that none hides another: those whose words would overlap become one, with a list.

export interface Placed<Mark> {
  /** Where the mark stands, in pixels from the left. */
  readonly at: number;
  readonly mark: Mark;
  /** As wide as its words, in pixels. */
  readonly width: number;
}

export interface Cluster<Mark> {
  readonly at: number;
  readonly width: number;
  readonly marks: readonly Mark[];
}

/**
 * From left to right. No two clusters overlap, and none ends beyond the right edge.
 *
 * @param placed by their place, ascending
 * @param together width of the words for this many marks
 */
export function clusters<Mark>(
  placed: readonly Placed<Mark>[],
  room: number,
  together: (count: number) => number,
): readonly Cluster<Mark>[] {
  const found: Cluster<Mark>[] = [];
  for (const { at, mark, width } of placed) found.push({ at: held(at, width, room), width, marks: [mark] });
  for (;;) {
    const i = found.findIndex((each, index) => {
      const next = found[index + 1];
      return next !== undefined && each.at + each.width > next.at;
    });
    const [left, right] = [found[i], found[i + 1]];
    if (i < 0 || left === undefined || right === undefined) return found;
    const marks = [...left.marks, ...right.marks];
    const width = together(marks.length);
    found.splice(i, 2, { at: held(Math.min(left.at, right.at), width, room), width, marks });
  }
}

/** At its place, or as far left as it must be to end within the room. */
function held(at: number, width: number, room: number): number {
  return Math.max(0, Math.min(at, room - width));
}
