// What the marks on the sentences mean: of those that are there now.

import type { ReactElement } from 'react';
import { repeatedWords } from '../../diffusion/words/sentence';
import type { State } from '../../history/state';
import { useNudgeFrame } from '../../store/use-store';
import { selectFinished, selectLarge, selectLargeGuided, selectOther } from '../run/selectors';
import { placesOnScreen, verdictsOf, wordsOnScreen } from './selectors';
import styles from './legend.module.css';

const MARKS = {
  changed: 'differs from unguided',
  says: 'says what was asked for',
  twice: 'said twice at once',
} as const;

type Mark = keyof typeof MARKS;

/** As one text, so that it is the same while it says the same. */
function selectMarks(state: State): string {
  const large = selectLarge(state);
  const other = selectOther(state);
  const own = placesOnScreen(state, large)?.tokens ?? null;
  const twin = placesOnScreen(state, other)?.tokens ?? null;
  const finished = selectFinished(state);
  const isOn: Readonly<Record<Mark, boolean>> = {
    changed:
      selectLargeGuided(state) && own !== null && (twin?.some((token, at) => token !== own[at]) ?? false),
    says: finished && selectLargeGuided(state) && verdictsOf(state).some(({ met, at }) => met && at !== null),
    twice: finished && [large, other].some((lane) => repeatedWords(wordsOnScreen(state, lane)).length > 0),
  };
  return marks.filter((mark) => isOn[mark]).join(' ');
}

const marks: readonly Mark[] = ['changed', 'says', 'twice'];

export function Legend(): ReactElement {
  const shown = useNudgeFrame(selectMarks).split(' ');
  return (
    <ul className={styles.legend} aria-label="Marks on the sentences">
      {marks
        .filter((mark) => shown.includes(mark))
        .map((mark) => (
          <li key={mark}>
            <span className={styles.mark} data-mark={mark} aria-hidden="true">
              word
            </span>{' '}
            {MARKS[mark]}
          </li>
        ))}
    </ul>
  );
}
