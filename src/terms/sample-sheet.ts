// Test images that come with a pack, on one picture: a row for each class, in the order of the classes, or each with
// its attributes in a file.

/** Where a pack’s test images are, and whose they are. */
export interface SampleSheet {
  /** A PNG beside nudge.json, grey or RGB, 8 bits. */
  readonly path: string;
  readonly rows: number;
  readonly columns: number;
  /** A JSON beside it: of each image, row by row, the number of its label in each slot. Absent where rows are classes. */
  readonly labels?: string;
  /** Whose images these are, and under which licence they are shown. */
  readonly source: string;
  readonly licence: string;
}
