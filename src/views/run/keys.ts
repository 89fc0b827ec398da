// What the keys do where a run is shown. Keys that a focused control needs for itself are left to it.

import { isComplete } from '../../history/path';
import { currentPath, settingsOf, type State } from '../../history/state';
import type { Actions, Nudge } from '../../store/world';
import { classesOf } from '../../terms/pack-info';
import { classTarget } from '../../terms/target';
import { commandOf } from './key-command';

const SCALE_STEP = 0.5;

/** Roles whose own keys come first. */
const TYPING = 'input:not([type=range], [type=radio]), textarea, select, [contenteditable=true]';
const PRESSING = 'button, a[href], [role=radio], [role=button], summary, input[type=radio]';
const MOVING = '[role=slider], input[type=range], input[type=radio], [role=radio], [role=dialog]';

function focusIs({ target }: Pick<Event, 'target'>, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

export function isTyping(event: Pick<Event, 'target'>): boolean {
  return focusIs(event, TYPING);
}

/** @returns whether the key was taken */
export function takeRunKey(event: KeyboardEvent, state: State, { actions }: Nudge): boolean {
  const command = commandOf(event);
  if (command === null || command.name === 'help') return false;
  const { name, index, held } = command;
  const { pack } = state.model;
  const { guidanceScale } = settingsOf(state);
  if ((name === 'play' || name === 'play-back') && (focusIs(event, PRESSING) || pack === null)) return false;
  if ((name === 'forth' || name === 'back') && focusIs(event, MOVING)) return false;
  if (name === 'class' && (pack === null || index >= classesOf(pack).length)) return false;
  if (held) return true;
  const act: Readonly<Record<typeof name, () => void>> = {
    play: state.run.status === 'playing' ? actions.pause : actions.play,
    'play-back': actions.playBack,
    forth: actions.step,
    back: () => stepBack(state, actions),
    restart: actions.restart,
    branch: () => actions.branch(),
    ghost: actions.swapGhost,
    less: () => actions.setGuidanceScale(guidanceScale - SCALE_STEP),
    more: () => actions.setGuidanceScale(guidanceScale + SCALE_STEP),
    class: () => actions.setTarget(classTarget(index)),
    undo: actions.undo,
    redo: actions.redo,
  };
  act[name]();
  return true;
}

function stepBack(state: State, actions: Actions): void {
  const path = currentPath(state);
  const front = path.steps.length - (isComplete(path) ? 0 : 1);
  const at = state.history.cursor ?? front;
  if (at > 0) actions.scrub(at - 1);
}
