// A lesson is a sequence of short pages. A page puts the live view into a state by an address, points at one region of
// it, asks for a prediction, and says afterwards what the run on screen has shown. It has no view or run of its own.

import type { State } from '../history/state';

/** What a page can point at, by its `data-region`. */
export const regions = [
  'pictures',
  'transport',
  'class',
  'scale',
  'note',
  'belief',
  'nudge',
  'expected',
  'over-t',
  'sizes',
  'jump-or-walk',
  'apart',
  'seed',
  'sampler',
  'interval',
  'guide',
  'plots',
] as const;
export type Region = (typeof regions)[number];

/** What the run on screen has shown. */
export interface Outcome {
  /** The option that it bears out. */
  readonly answer: number;
  readonly found: readonly string[];
  readonly why: readonly string[];
}

/** Texts are plain; a symbol stands between backticks (words.tsx). */
export interface Page {
  readonly title: string;
  /** Id of the world whose state it speaks of. */
  readonly world: string;
  /** The address that it opens. */
  readonly opens: string;
  /** Whether the run on screen is the one that it speaks of, so that nothing needs to be opened. */
  readonly goesOnWith: (state: State) => boolean;
  readonly points: Region;
  /** What else it has in use, so that a slide of it shows that too. */
  readonly uses: readonly Region[];
  readonly text: (state: State) => readonly string[];
  readonly asks: string;
  readonly options: readonly string[];
  /** What to do in the view before it can be checked. */
  readonly todo: string;
  /** The option that is right whatever has been run; null where the run on screen decides. */
  readonly right: number | null;
  /** The address of a state that shows the answer; null where the page's own run does. */
  readonly see: string | null;
  /** Null while the run on screen has not shown it. */
  readonly outcome: (state: State) => Outcome | null;
}

interface PageOf<Facts> extends Omit<Page, 'outcome' | 'goesOnWith' | 'text' | 'uses' | 'right' | 'see'> {
  readonly uses?: readonly Region[];
  readonly right?: number;
  readonly see?: string;
  readonly goesOnWith?: (state: State) => boolean;
  readonly text: readonly string[] | ((state: State) => readonly string[]);
  /** The numbers that are spoken of; null where the run on screen does not have them, or not yet. */
  readonly facts: (state: State) => Facts | null;
  readonly answer: (facts: Facts) => number;
  /** What was found, each sentence only where it is true. */
  readonly found: (facts: Facts) => readonly string[];
  readonly why: (facts: Facts) => readonly string[];
}

export function page<Facts>(of: PageOf<Facts>): Page {
  const { facts, answer, found, why, text, goesOnWith, uses, right, see, ...rest } = of;
  return {
    ...rest,
    uses: uses ?? [],
    right: right ?? null,
    see: see ?? null,
    text: typeof text === 'function' ? text : () => text,
    goesOnWith: goesOnWith ?? (() => false),
    outcome: (state) => {
      const known = facts(state);
      if (known === null) return null;
      const said = (lines: readonly string[]): string[] => lines.filter((line) => line !== '');
      return { answer: answer(known), found: said(found(known)), why: said(why(known)) };
    },
  };
}

/** A lesson of the list; its pages come when it is opened. */
export interface Lesson {
  /** A tour before the lessons, a lesson, or the questions after them. */
  readonly kind: 'tour' | 'lesson' | 'questions';
  /** As addresses name it. */
  readonly number: number;
  readonly title: string;
  readonly load: () => Promise<readonly Page[]>;
}
