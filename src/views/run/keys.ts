// What the keys do where a run is shown.

import { pictureShown, settingsOf, type State } from '../../history/state';
import type { Actions, Nudge } from '../../store/world';
import { classesOf } from '../../terms/pack-info';
import { classTarget } from '../../terms/target';

const SCALE_STEP = 0.5;

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
    if (state.model.pack === null) return false;
    if (event.shiftKey) actions.playBack();
    else if (state.run.status === 'playing') actions.pause();
    else actions.play();
    return true;
  }
  const turnsPage = !event.shiftKey && (key === 'PageDown' || key === 'PageUp'); // a clicker's keys
  if (key === 'ArrowRight' || key === 'ArrowLeft' || turnsPage) {
    if (key === 'ArrowRight' || key === 'PageDown') actions.step();
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
  const at = pictureShown(state);
  if (at > 0) actions.scrub(at - 1);
}
