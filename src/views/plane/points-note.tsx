// The note on the points: on all that are drawn, as a cloud.

import type { ReactElement } from 'react';
import type { State } from '../../history/state';
import { sceneOf } from '../../worlds/plane/scene';
import type { Moment } from '../notes/moment';
import { momentOf } from '../notes/moment-of';
import type { Note } from '../notes/note';
import { NotePanel } from '../notes/note-panel';
import { noteOn } from '../notes/rules';
import { lanesOnScreen } from '../run/selectors';

const numbered = new Map<number, readonly number[]>();

/** 0 to count - 1, the same array for the same count. */
function upTo(count: number): readonly number[] {
  const found = numbered.get(count) ?? Array.from({ length: count }, (_, i) => i);
  numbered.set(count, found);
  return found;
}

export function momentOfPoints(state: State): Moment {
  const { particles, isPreview } = sceneOf(state);
  return momentOf(state, {
    what: 'points',
    lanes: upTo(particles),
    other: null,
    fromPicture: false,
    count: lanesOnScreen(state).length,
    isPreview,
  });
}

const noteOf = (state: State): Note | null => noteOn(momentOfPoints(state));

export function PointsNote(): ReactElement {
  return <NotePanel label="What this step shows" tone="guide" noteOf={noteOf} />;
}
