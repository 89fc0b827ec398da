// All lanes of a row of scales or of a few seeds, a sentence each; one of them stands above with its places.

import type { ReactElement } from 'react';
import { sentenceText } from '../../diffusion/words/sentence';
import { laneWords } from '../../worlds/words/forming';
import { useActions, useNudge, useNudgeFrame } from '../../store/use-store';
import { lanesOnScreen, selectLarge, selectPack, selectSettings } from '../run/selectors';
import { selectForming } from './selectors';
import styles from './sentence-list.module.css';

export function SentenceList(): ReactElement {
  const pack = useNudge(selectPack);
  const forming = useNudgeFrame(selectForming);
  const lanes = useNudgeFrame(lanesOnScreen);
  const large = useNudgeFrame(selectLarge);
  const { setFocus } = useActions();
  const isRow = useNudge(selectSettings).layout.scales === 'row';
  return (
    <ol className={styles.list} aria-label="All sentences">
      {lanes.map(({ guidanceScale, seed }, lane) => (
        <li key={`${guidanceScale} ${seed}`}>
          <button type="button" aria-pressed={lane === large} onClick={() => setFocus(lane)}>
            <span className={styles.about}>{isRow ? `s = ${guidanceScale}` : `seed ${seed}`}</span>
            <span>
              {pack === null || forming === null ? '' : sentenceText(laneWords(forming, lane, pack))}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
