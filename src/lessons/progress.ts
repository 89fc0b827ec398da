// What a person has done of the lessons, kept on their device: which option they chose on a page, which pages they have
// checked, and where they were in each lesson.

import { keepText } from '../store/kept-text';
import { textOf, type Place } from './place';

export interface Progress {
  /** Index of the option that was chosen, by place. */
  readonly chosen: Readonly<Record<string, number>>;
  /** Places that were checked. */
  readonly checked: readonly string[];
  /** The newest page of each lesson that was opened. */
  readonly pages: Readonly<Record<string, number>>;
}

export const NO_PROGRESS: Progress = { chosen: {}, checked: [], pages: {} };

const KEY = 'nudge.lessons';

export function readProgress(storage: () => Storage): Progress {
  try {
    const kept: unknown = JSON.parse(storage().getItem(KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return NO_PROGRESS;
    return {
      chosen: 'chosen' in kept ? numbersIn(kept.chosen) : {},
      checked: 'checked' in kept && Array.isArray(kept.checked) ? kept.checked.map(String) : [],
      pages: 'pages' in kept ? numbersIn(kept.pages) : {},
    };
  } catch {
    return NO_PROGRESS; // storage is blocked, or holds something else
  }
}

export function keepProgress(progress: Progress, storage: () => Storage): void {
  keepText(KEY, progress === NO_PROGRESS ? null : JSON.stringify(progress), storage);
}

function numbersIn(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, number] => Number.isInteger(entry[1])),
  );
}

export function withPage(progress: Progress, { lesson, page }: Place): Progress {
  return { ...progress, pages: { ...progress.pages, [lesson]: page } };
}

/** Another prediction is to be checked anew. */
export function withChoice(progress: Progress, place: Place, option: number): Progress {
  const at = textOf(place);
  return {
    ...progress,
    chosen: { ...progress.chosen, [at]: option },
    checked: progress.checked.filter((each) => each !== at),
  };
}

export function withChecked(progress: Progress, place: Place): Progress {
  const at = textOf(place);
  return progress.checked.includes(at) ? progress : { ...progress, checked: [...progress.checked, at] };
}

/** Of pages whose answer is fixed: how many were checked with the right one. */
export function rightIn({ chosen, checked }: Progress, lesson: number, pages: readonly Answered[]): number {
  return pages.filter(({ right }, index) => {
    const at = textOf({ lesson, page: index + 1 });
    return right !== null && checked.includes(at) && chosen[at] === right;
  }).length;
}

interface Answered {
  readonly right: number | null;
}

export function checkedIn({ checked }: Progress, lesson: number): number {
  return checked.filter((at) => at.startsWith(`${lesson}.`)).length;
}
