// Test images that come with a pack, on one picture: a row for each class, in the order of the classes.

export interface SampleSheet {
  /** A PNG beside nudge.json, grey or RGB, 8 bits. */
  readonly path: string;
  readonly rows: number;
  readonly columns: number;
  /** Whose images these are, and under which licence they are shown. */
  readonly source: string;
  readonly licence: string;
}
