// A layout in which lanes are watched: scales × seeds × twins. Every world has its own.

export interface Layout {
  readonly id: string;
  /** As a control names it. */
  readonly title: string;
  /** The scale that is set, or the row of the guide's scales. */
  readonly scales: 'set' | 'row';
  /** How many seeds there are of each of so many scales. */
  readonly seeds: (scales: number) => number;
  /** Which cells have an unguided twin: every one, those that are asked for, that of the marked cell, or none. */
  readonly twins: 'all' | 'asked' | 'asked-or-marked' | 'none';
}
