// What the keys do where a run is shown.

import { pictureShown, settingsOf, type State } from '../../history/state';
import type { Actions, Nudge } from '../../store/world';
import { classesOf } from '../../terms/pack-info';
import { classTarget } from '../../terms/target';
import { commandOf } from './key-command';

const SCALE_STEP = 0.5;

/** @returns whether the key was taken */
export function takeRunKey(event: KeyboardEvent, state: State, { actions }: Nudge): boolean {
  const command = commandOf(event);
  if (command === null || command.name === 'help') return false;
  const { name, index, held } = command;
  const { pack } = state.model;
  const { guidanceScale } = settingsOf(state);
  if ((name === 'play' || name === 'play-back') && pack === null) return false;
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
  const at = pictureShown(state);
  if (at > 0) actions.scrub(at - 1);
}
