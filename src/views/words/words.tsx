// The view Words: a sentence forms out of forty vectors, beside its twin that nothing steers. What steers it at the left,
// what the step is made of at the right.

import { useState, type ReactElement } from 'react';
import { useDrop } from '../../controls/use-drop';
import { fromDrop } from '../own-model/handed-over';
import { useOpenFiles } from '../own-model/use-open-files';
import { LoadingCard } from '../run/loading-card';
import layout from '../run/layout.module.css';
import { selectIsPair, selectOther } from '../run/selectors';
import { Timeline } from '../run/timeline';
import { Transport } from '../run/transport';
import { useNudge } from '../../store/use-store';
import { WordsAnnouncer } from './announcer';
import { Beliefs } from './beliefs';
import { Cloud } from './cloud';
import { ControlsPanel } from './controls-panel';
import { Apart } from './apart';
import { KeptSentence } from './kept-sentence';
import { paintPlaces } from './place-strip';
import { Sentence } from './sentence';
import { SentenceList } from './sentence-list';
import { SizePlot } from './size-plot';
import { Verdict } from './verdict';
import styles from './words.module.css';

const DROPS = ['model', 'run'] as const;

export function Words(): ReactElement {
  const openFiles = useOpenFiles();
  useDrop(DROPS, (dropped) => {
    fromDrop(dropped).then(openFiles, () => undefined); // a folder that cannot be read gives no files
  });
  const isPair = useNudge(selectIsPair);
  const hasTwin = useNudge(selectOther) !== null;
  const [followed, follow] = useState<number | null>(null);
  return (
    <div className={`${layout.view} ${styles.words}`}>
      <section className={`${layout.stage} ${styles.stage}`} aria-label="Sentences">
        <WordsAnnouncer />
        <div className={styles.sentences} data-region="pictures">
          <Sentence role="large" followed={followed} onFollow={follow} />
          {isPair && hasTwin && <Sentence role="other" followed={followed} onFollow={follow} />}
          {!isPair && <SentenceList />}
          <KeptSentence />
          <LoadingCard />
        </div>
        <div className={layout.time}>
          <Timeline paint={paintPlaces} />
          <div className={styles.transport}>
            <Transport />
          </div>
        </div>
      </section>
      <section className={layout.controls} aria-label="Controls">
        <ControlsPanel />
      </section>
      <section className={layout.why} aria-label="What the step is made of">
        <Verdict />
        <Beliefs />
        <SizePlot />
        <Apart followed={followed} />
        <Cloud followed={followed} />
      </section>
    </div>
  );
}
