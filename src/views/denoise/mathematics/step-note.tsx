// The note beside the curves: on the lane that is looked at.

import type { ReactElement } from 'react';
import { settingsOf, type State } from '../../../history/state';
import { fromOf } from '../../../worlds/images/settings';
import type { Moment } from '../../notes/moment';
import { momentOf } from '../../notes/moment-of';
import type { Note } from '../../notes/note';
import { NotePanel } from '../../notes/note-panel';
import { noteOn } from '../../notes/rules';
import { lanesOnScreen, selectLarge, selectOther } from '../../run/selectors';

export function momentOfPicture(state: State): Moment {
  return momentOf(state, {
    what: 'picture',
    lanes: [selectLarge(state)],
    other: selectOther(state),
    fromPicture: fromOf(settingsOf(state)) !== null,
    count: lanesOnScreen(state).length,
    isPreview: false,
  });
}

const noteOf = (state: State): Note | null => noteOn(momentOfPicture(state));

export function StepNote(): ReactElement {
  return <NotePanel label="What this step shows" tone="guide" noteOf={noteOf} />;
}
