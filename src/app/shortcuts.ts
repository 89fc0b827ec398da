// What the keys do. Keys that a focused control needs for itself are left to it.

import { isComplete } from '../store/path';
import { currentPath, type Actions, type State } from '../store/state';
import type { View } from '../store/views';

export interface Shortcut {
  readonly keys: readonly string[];
  readonly text: string;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['Space'], text: 'Play or pause' },
  { keys: ['→'], text: 'One step forth' },
  { keys: ['←'], text: 'One step back' },
  { keys: ['Shift Space'], text: 'Play backwards' },
  { keys: ['R'], text: 'Restart from x_T' },
  { keys: ['B'], text: 'Branch from the step that is shown' },
  { keys: ['G'], text: 'Return to the ghost' },
  { keys: ['Ctrl Z'], text: 'Undo the newest steering or branching; with Shift, redo' },
  { keys: ['0', '…', '9'], text: 'Ask for that class, from the next step on' },
  { keys: ['['], text: 'Less guidance: s − 0.5' },
  { keys: [']'], text: 'More guidance: s + 0.5' },
  { keys: ['?'], text: 'This list' },
];

const SCALE_STEP = 0.5;

/** Roles whose own keys come first. */
const TYPING = 'input:not([type=range], [type=radio]), textarea, select, [contenteditable=true]';
const PRESSING = 'button, a[href], [role=radio], [role=button], summary, input[type=radio]';
const MOVING = '[role=slider], input[type=range], input[type=radio], [role=radio], [role=dialog]';

/**
 * Does what a key asks for. On Noise there is no run to play or steer: undo takes a picture back, and the rest are for
 * its controls.
 *
 * @returns whether the key was taken
 */
export function takeKey(
  event: KeyboardEvent,
  state: State,
  actions: Actions,
  openHelp: () => void,
  view: View,
): boolean {
  if (event.altKey || event.defaultPrevented) return false;
  const on = event.target instanceof Element ? event.target : null;
  const focusIs = (selector: string): boolean => on?.closest(selector) !== null && on !== null;
  if (focusIs(TYPING)) return false;
  const { key } = event;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() !== 'z') return false;
    if (view === 'noise') {
      actions.noise.undo();
      return true;
    }
    if (event.shiftKey) actions.redo();
    else actions.undo();
    return true;
  }
  if (view === 'noise') {
    if (key === '?') openHelp();
    return key === '?';
  }
  if (key === ' ') {
    if (focusIs(PRESSING) || state.model.pack === null) return false;
    if (event.shiftKey) actions.playBack();
    else if (state.run.status === 'playing') actions.pause();
    else actions.play();
    return true;
  }
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    if (focusIs(MOVING)) return false;
    if (key === 'ArrowRight') actions.step();
    else stepBack(state, actions);
    return true;
  }
  if (/^\d$/.test(key)) {
    const target = Number(key);
    if (target >= (state.model.pack?.classes.length ?? 0)) return false;
    actions.setTarget(target);
    return true;
  }
  const { guidanceScale } = state.settings;
  if (key === '[') actions.setGuidanceScale(guidanceScale - SCALE_STEP);
  else if (key === ']') actions.setGuidanceScale(guidanceScale + SCALE_STEP);
  else if (key === 'r' || key === 'R') actions.restart();
  else if (key === 'b' || key === 'B') actions.branch();
  else if (key === 'g' || key === 'G') actions.swapGhost();
  else if (key === '?') openHelp();
  else return false;
  return true;
}

function stepBack(state: State, actions: Actions): void {
  const path = currentPath(state);
  const front = path.steps.length - (isComplete(path) ? 0 : 1);
  const at = state.history.cursor ?? front;
  if (at > 0) actions.scrub(at - 1);
}
