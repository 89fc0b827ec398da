// What a screen reader's user hears on Sweep: that it is done, paused, or why it does not go on.

import type { ReactElement } from 'react';
import type { State } from '../../history/state';
import { countOf, knownOf } from '../../sweep/plan';
import { Announced } from '../run/announced';
import { selectAsked, selectSweep } from './shown';

function spoken(state: State): string {
  const of = selectAsked(state);
  const { rows, status, trouble } = selectSweep(state);
  if (of === null) return '';
  if (trouble !== null) return trouble;
  const done = knownOf(of, rows);
  if (done === 0 || status === 'measuring' || status === 'opening') return '';
  return `${done} of ${countOf(of)} samples${status === 'paused' ? ', paused' : ''}.`;
}

const occasion = (state: State): unknown => selectSweep(state).status;

export function Announcer(): ReactElement {
  return <Announced occasion={occasion} words={spoken} />;
}
