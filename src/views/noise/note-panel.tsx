// The note on what this t shows.

import type { ReactElement } from 'react';
import type { State } from '../../history/state';
import { firstNote, type Note } from '../notes/note';
import { NotePanel as Panel } from '../notes/note-panel';
import { selectClasses, shapeOf } from '../run/selectors';
import { noiseRules } from './rules';
import { selectAnswer, selectSlotsRead, selectTrueClass } from '../picture/shown';

export function noteOf(state: State): Note | null {
  const answer = selectAnswer(state);
  if (answer === null) return null;
  const slots = selectSlotsRead(state);
  return firstNote(noiseRules, {
    ...(slots === null ? {} : { slots }),
    answer,
    shape: shapeOf(state),
    classes: selectClasses(state),
    truth: selectTrueClass(state),
  });
}

export function NotePanel(): ReactElement {
  return (
    <Panel
      label="What this t shows"
      tone="model"
      noteOf={noteOf}
      otherwise="What the model makes of it stands here once it has been asked."
    />
  );
}
