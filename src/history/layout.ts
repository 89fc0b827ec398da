// A layout in which lanes are watched: scales or guides × seeds × twins. Every world has its own.

import type { PackInfo } from '../terms/pack-info';

/** Which lanes a run has: how many seeds, at which scales, and with twins that are not guided or without. */
export interface Layout {
  readonly id: string;
  /** As a control names it. */
  readonly title: string;
  /** The scale that is set, the row of the guide's scales, or each of the pack's guides at its own, and none. */
  readonly scales: 'set' | 'row' | 'guides';
  /** Number of seeds at each scale, given the number of scales. */
  readonly seeds: (scales: number) => number;
  /** Which cells have an unguided twin: every one, those that are asked for, that of the marked cell, or none. */
  readonly twins: 'all' | 'asked' | 'asked-or-marked' | 'none';
}

/** Whether a pack can be watched so: one without a guide has one scale, and of one guide there are no several. */
export function hasLayout({ guides }: Pick<PackInfo, 'guides'>, { scales }: Layout): boolean {
  return guides.length > 1 || scales !== 'guides';
}
