// What becomes of the path on screen when another model is opened.

import type { Wanted } from './wanted';

/** Another path is entered at once, or the same. @param asked what is wanted by now */
export type Enter = (asked: Wanted) => void;

/**
 * It outlives the change by a branch from the step shown, or as a new run's ghost. Or a path is entered that the model
 * took.
 */
export type GoOn = 'branch' | 'beside' | Enter;
