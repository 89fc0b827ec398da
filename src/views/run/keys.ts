// What the keys do where a run is shown. Keys that a focused control needs for itself are left to it.

import { isComplete } from '../../history/path';
import { currentPath, settingsOf, type State } from '../../history/state';
import type { Actions, Nudge } from '../../store/world';
import { classesOf } from '../../terms/pack-info';
import { classTarget } from '../../terms/target';

const SCALE_STEP = 0.5;

/** Roles whose own keys come first. */
const TYPING = 'input:not([type=range], [type=radio]), textarea, select, [contenteditable=true]';
const PRESSING = 'button, a[href], [role=radio], [role=button], summary, input[type=radio]';
const MOVING = '[role=slider], input[type=range], input[type=radio], [role=radio], [role=dialog]';

function focusIs({ target }: KeyboardEvent, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

export function isTyping(event: KeyboardEvent): boolean {
  return focusIs(event, TYPING);
}

/** @returns whether the key was taken */
export function takeRunKey(event: KeyboardEvent, state: State, { actions }: Nudge): boolean {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() !== 'z') return false;
    if (event.shiftKey) actions.redo();
    else actions.undo();
    return true;
  }
  if (key === ' ') {
    if (focusIs(event, PRESSING) || state.model.pack === null) return false;
    if (event.shiftKey) actions.playBack();
    else if (state.run.status === 'playing') actions.pause();
    else actions.play();
    return true;
  }
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    if (focusIs(event, MOVING)) return false;
    if (key === 'ArrowRight') actions.step();
    else stepBack(state, actions);
    return true;
  }
  if (/^\d$/.test(key)) {
    const { pack } = state.model;
    if (pack === null || Number(key) >= classesOf(pack).length) return false;
    actions.setTarget(classTarget(Number(key)));
    return true;
  }
  const { guidanceScale } = settingsOf(state);
  if (key === '[') actions.setGuidanceScale(guidanceScale - SCALE_STEP);
  else if (key === ']') actions.setGuidanceScale(guidanceScale + SCALE_STEP);
  else if (key === 'r' || key === 'R') actions.restart();
  else if (key === 'b' || key === 'B') actions.branch();
  else if (key === 'g' || key === 'G') actions.swapGhost();
  else return false;
  return true;
}

function stepBack(state: State, actions: Actions): void {
  const path = currentPath(state);
  const front = path.steps.length - (isComplete(path) ? 0 : 1);
  const at = state.history.cursor ?? front;
  if (at > 0) actions.scrub(at - 1);
}
