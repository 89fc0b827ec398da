// The way through the lessons that a lecture of twenty minutes has time for, `?present=short`: Next leads along it.

import { textOf, type Place } from '../place';

export const shortWay: readonly Place[] = [
  { lesson: 1, page: 1 },
  { lesson: 2, page: 1 },
  { lesson: 2, page: 3 },
  { lesson: 3, page: 1 },
  { lesson: 4, page: 1 },
  { lesson: 4, page: 2 },
  { lesson: 5, page: 1 },
  { lesson: 5, page: 2 },
  { lesson: 6, page: 1 },
  { lesson: 6, page: 2 },
];

const isAfter = (a: Place, b: Place): boolean =>
  a.lesson > b.lesson || (a.lesson === b.lesson && a.page > b.page);

/** The nearest page of it after or before a page, which need not be on it; null beyond its ends. */
export function onShortWay(place: Place, by: 1 | -1): Place | null {
  const found =
    by === 1
      ? shortWay.find((each) => isAfter(each, place))
      : shortWay.findLast((each) => isAfter(place, each));
  return found ?? null;
}

/** "4.2" */
export const shortWayInText: readonly string[] = shortWay.map(textOf);
