// Where the names of a plot's points stand: beside their points, on no other name and on no point.

export interface PointName {
  readonly text: string;
  readonly at: readonly [x: number, y: number];
}

/** Where text begins, or ends, on its baseline. */
export interface NamePlace {
  readonly x: number;
  readonly y: number;
  readonly end: boolean;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of the plot's type, generously: a character's width, and heights above and below the baseline. */
const WIDTH = 8;
const ABOVE = 11;
const BELOW = 3;
/** A mark's half width, and how far a name stands from its point: at first, and more with every try. */
const MARK = 6;
const NEAR = 8;
const FURTHER = 7;
const TRIES = 14;

export function boxOf({ text }: PointName, { x, y, end }: NamePlace): Box {
  const width = text.length * WIDTH;
  return { left: end ? x - width : x, right: end ? x : x + width, top: y - ABOVE, bottom: y + BELOW };
}

const meet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** How far a point is from a box; 0 inside of it. */
const distance = ([x, y]: PointName['at'], { left, right, top, bottom }: Box): number =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

/**
 * Each name at the first place that is free, tried near its point first: above and right, below and right, above and
 * left, below and left. A place that is nearer to another point is taken only where there is no other.
 *
 * @param room that names must not leave
 * @param others what else they must not lie on
 * @returns one place a point, in their order; where no place is free, the nearest one
 */
export function placeNames(
  points: readonly PointName[],
  room: Box,
  others: readonly Box[] = [],
): readonly NamePlace[] {
  const marks = points.map(({ at: [x, y] }): Box => ({
    left: x - MARK,
    right: x + MARK,
    top: y - MARK,
    bottom: y + MARK,
  }));
  const taken: Box[] = [...others];
  return points.map((point) => {
    const places = candidates(point);
    const free = places.filter((place) => {
      const box = boxOf(point, place);
      const inside =
        box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom;
      return inside && ![...marks, ...taken].some((other) => meet(box, other));
    });
    const own = free.find((place) => {
      const box = boxOf(point, place);
      return points.every(({ at }) => distance(point.at, box) <= distance(at, box));
    });
    const place = own ?? free[0] ?? places[0]!;
    taken.push(boxOf(point, place));
    return place;
  });
}

function candidates({ at: [x, y] }: PointName): readonly NamePlace[] {
  return Array.from({ length: TRIES }, (_, i) => {
    const far = i * FURTHER;
    const up = y - NEAR + 2 - far;
    const down = y + NEAR + ABOVE - 2 + far;
    return [
      { x: x + NEAR, y: up, end: false },
      { x: x + NEAR, y: down, end: false },
      { x: x - NEAR, y: up, end: true },
      { x: x - NEAR, y: down, end: true },
    ];
  }).flat();
}
