// What is known of a run that is taken again: what the link asks for, and how far it is.

import type { Steering } from '../terms/steering';
import type { Settings } from './settings';

/** Where a link was made: the t of a shown step, or the finished picture. */
export type StopAt = number | 'end';

/** What a link or a file asks for beyond its settings. */
export interface Retake {
  readonly steering: readonly Steering[];
  /** What is shown; null plays on. */
  readonly shown: StopAt | null;
  /** The newest step that had been taken; null where it is the one that is shown. */
  readonly newest: StopAt | null;
  /** Whether a branch began behind that one, and had taken no step of its own. */
  readonly isFresh?: boolean;
  /** The lane that is in focus; null leaves it. */
  readonly focus: number | null;
}

export interface Replay {
  /** Steerings still to come. */
  readonly coming: readonly Steering[];
  /** Steps after which it stops; null plays on. */
  readonly until: number | null;
  /** The step that is shown then; null the newest. */
  readonly cursor: number | null;
  /** Whether a fresh branch begins there. */
  readonly isFresh: boolean;
  /** The settings when the link was made: those of the next step after it. */
  readonly after: Settings;
}
