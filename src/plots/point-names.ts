// Where the names of a plot's points stand: beside their points, on no other name and on no point. One without a free
// place is left out.

export interface PointName {
  readonly text: string;
  readonly at: readonly [x: number, y: number];
}

/** Where text begins, has its middle or ends, on its baseline. */
export interface NamePlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** As large as the names are set where nothing else is said, in the plot's units. */
const SIZE = 13;
/** Of the type's size, generously: a character's width, and heights above and below the baseline. */
const WIDTH = 8 / SIZE;
const ABOVE = 11 / SIZE;
const BELOW = 3 / SIZE;
/** A mark's half width, and how far a name stands from its point: at first, and more with every try. */
const MARK = 6;
const NEAR = 8;
const FURTHER = 7;
const TRIES = 14;

/** Of a text's width, left of where it is anchored. */
const LEFT = { start: 0, middle: 0.5, end: 1 } as const;

export function boxOf({ text }: PointName, { x, y, anchor }: NamePlace, size = SIZE): Box {
  const width = text.length * WIDTH * size;
  const left = x - LEFT[anchor] * width;
  return { left, right: left + width, top: y - ABOVE * size, bottom: y + BELOW * size };
}

const meet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** How far a point is from a box; 0 inside of it. */
const distance = ([x, y]: PointName['at'], { left, right, top, bottom }: Box): number =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

/**
 * Each name at the first place that is free, tried near its point first: above and right, below and right, above and
 * left, below and left, above, below. A place that is nearer to another point is taken only where there is no other.
 *
 * @param room that names must not leave
 * @param others what else they must not lie on
 * @param size of the type, in the plot's units
 * @returns one place a point, in their order; null where no place is free
 */
export function placeNames(
  points: readonly PointName[],
  room: Box,
  others: readonly Box[] = [],
  size = SIZE,
): readonly (NamePlace | null)[] {
  const marks = points.map(({ at: [x, y] }): Box => ({
    left: x - MARK,
    right: x + MARK,
    top: y - MARK,
    bottom: y + MARK,
  }));
  const taken: Box[] = [...others];
  return points.map((point) => {
    const places = candidates(point, size);
    const free = places.filter((place) => {
      const box = boxOf(point, place, size);
      const inside =
        box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom;
      return inside && ![...marks, ...taken].some((other) => meet(box, other));
    });
    const own = free.find((place) => {
      const box = boxOf(point, place, size);
      return points.every(({ at }) => distance(point.at, box) <= distance(at, box));
    });
    const place = own ?? free[0] ?? null;
    if (place !== null) taken.push(boxOf(point, place, size));
    return place;
  });
}

function candidates({ at: [x, y] }: PointName, size: number): readonly NamePlace[] {
  return Array.from({ length: TRIES }, (_, i): NamePlace[] => {
    const far = i * FURTHER;
    const up = y - NEAR + 2 - far;
    const down = y + NEAR + ABOVE * size - 2 + far;
    return [
      { x: x + NEAR, y: up, anchor: 'start' },
      { x: x + NEAR, y: down, anchor: 'start' },
      { x: x - NEAR, y: up, anchor: 'end' },
      { x: x - NEAR, y: down, anchor: 'end' },
      { x, y: up - 4, anchor: 'middle' },
      { x, y: down, anchor: 'middle' },
    ];
  }).flat();
}
