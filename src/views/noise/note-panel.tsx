// A sentence on what this t shows.

import type { ReactElement } from 'react';
import { largestIndex } from '../../plots/bars';
import { formatPercent, formatSmall } from '../../plots/format';
import type { State } from '../../history/state';
import { useNudgeFrame } from '../../store/use-store';
import { labelOf, selectClasses } from '../run/selectors';
import styles from './note-panel.module.css';
import { selectAnswer, selectTrueClass } from './shown';

/** [what is bold, the rest] */
export function noteOf(state: State): readonly [string, string] | null {
  const answer = selectAnswer(state);
  if (answer === null) return null;
  const { sample, error, beliefs } = answer;
  const left = formatPercent(sample.alphaCumprod);
  const off = `Its x̂₀ is off by ${formatSmall(error)} per pixel.`;
  const classes = selectClasses(state);
  if (beliefs === null || classes.length === 0) {
    return [`${left} of the variance is picture.`, `The rest is noise. ${off}`];
  }
  const top = largestIndex(beliefs);
  const truth = selectTrueClass(state);
  const belief = beliefs[top] ?? 0;
  const sure = `${formatPercent(belief)} for ${labelOf(classes, top)}`;
  if (belief < 0.35) {
    return [
      'Here nobody can tell.',
      `The classifier gives ${sure} at most, so its gradient is near 0; the model answers with a mean of many pictures. ${off}`,
    ];
  }
  if (truth !== null && truth !== top) {
    return [
      `Taken for a ${labelOf(classes, top)}.`,
      `Of the variance ${left} is picture, too little to see that it is a ${labelOf(classes, truth)}: ${sure}. ${off}`,
    ];
  }
  if (belief < 0.9) {
    return [
      'Here it can be persuaded.',
      `${left} of the variance is picture; the classifier gives ${sure}. A run from here can still be led to another class. ${off}`,
    ];
  }
  return [
    'Here it is decided.',
    `${left} of the variance is picture, and the classifier is sure: ${sure}. A run from here stays what it is. ${off}`,
  ];
}

const selectBold = (state: State): string => noteOf(state)?.[0] ?? '';
const selectRest = (state: State): string => noteOf(state)?.[1] ?? '';

export function NotePanel(): ReactElement {
  const bold = useNudgeFrame(selectBold);
  const rest = useNudgeFrame(selectRest);
  return (
    <p className={styles.note}>
      {bold === '' ? 'What the model makes of it stands here once it has been asked.' : <b>{bold}</b>} {rest}
    </p>
  );
}
