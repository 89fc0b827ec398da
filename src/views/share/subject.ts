// What a view has to save: its pictures, its film, its data and its Python. The Save dialog reads nothing else of
// it.

import type { Frame, FramePalette } from '../../export/frame';

export const kinds = ['text', 'csv', 'png', 'strip', 'gif', 'video', 'json', 'python'] as const;
export type Kind = (typeof kinds)[number];

export interface Film {
  readonly frames: number;
  /** Quick: it runs between two frames of the page. */
  readonly frameAt: (index: number) => Frame;
  /** Frames a second. */
  readonly rate: number;
  /** What is not in it and why, a sentence; empty when all is. */
  readonly leftOut: string;
}

export interface Subject {
  /** What each kind of file shows of it, a sentence; without one there is no such file. */
  readonly about: Readonly<Partial<Record<Kind, string>>>;
  /** Where there is something to read. */
  readonly text?: () => string;
  /** Where there is a table. */
  readonly csv?: () => string;
  /** Begins every file's name. */
  readonly name: string;
  readonly palette: FramePalette;
  readonly picture: () => Frame;
  readonly strip: () => Frame;
  /** @param most frames at most: some are passed over */
  readonly film: (most: number) => Film;
  /** JSON in pieces, and how many there are. */
  readonly data: () => Promise<{ readonly pieces: Iterable<string>; readonly count: number }>;
  /** The script and its note, packed; null where there is no run that one could take again. */
  readonly python: (() => Promise<Blob>) | null;
}
