// The view Words: a sentence forms out of forty vectors, beside its twin that nothing steers. What steers it at the left,
// what the step is made of at the right.

import { Suspense, useState, type ReactElement } from 'react';
import type { State } from '../../history/state';
import type { Note } from '../notes/note';
import { NotePanel } from '../notes/note-panel';
import { LoadingCard } from '../run/loading-card';
import layout from '../run/layout.module.css';
import { InTurn } from '../run/in-turn';
import { Lesson } from '../run/lesson';
import { selectIsPair, selectOther } from '../run/selectors';
import { Timeline } from '../run/timeline';
import { Transport } from '../run/transport';
import { InNextFrame, useNudge } from '../../store/use-store';
import { Algorithm } from './algorithm';
import { WordsAnnouncer } from './announcer';
import { BeliefOverT } from './belief-over-t';
import { Beliefs } from './beliefs';
import { Cloud } from './cloud';
import { ControlsPanel } from './controls-panel';
import { Apart } from './apart';
import { KeptSentence } from './kept-sentence';
import { Legend } from './legend';
import { momentOf } from './moment';
import { noteOn } from './notes';
import { paintPlaces } from './place-strip';
import { Sentence } from './sentence';
import { SentenceList } from './sentence-list';
import { SizePlot } from './size-plot';
import { Verdict } from './verdict';
import styles from './words.module.css';

const noteOf = (state: State): Note | null => noteOn(momentOf(state));

export function Words(): ReactElement {
  const isPair = useNudge(selectIsPair);
  const hasTwin = useNudge(selectOther) !== null;
  const [followed, follow] = useState<number | null>(null);
  return (
    <div className={`${layout.view} ${styles.words}`}>
      <section className={`${layout.stage} ${styles.stage}`} aria-label="Sentences" data-grid={!isPair}>
        <WordsAnnouncer />
        <InTurn>
          <div className={styles.sentences} data-region="pictures">
            <div className={styles.lanes} data-grid={!isPair}>
              <Sentence role="large" followed={followed} onFollow={follow} />
              {isPair && hasTwin && <Sentence role="other" followed={followed} onFollow={follow} />}
              {!isPair && <SentenceList />}
            </div>
            <div className={styles.loading}>
              <LoadingCard />
            </div>
          </div>
          <div className={styles.kept}>
            <KeptSentence />
          </div>
          <div className={styles.legend}>
            <Legend />
          </div>
          <div className={layout.time}>
            <Timeline paint={paintPlaces} />
            <div className={styles.transport}>
              <Transport />
            </div>
          </div>
          <InNextFrame>
            <Cloud followed={followed} onFollow={follow} />
          </InNextFrame>
        </InTurn>
      </section>
      <section className={layout.controls} aria-label="Controls">
        <ControlsPanel />
      </section>
      <section className={layout.why} aria-label="What the step is made of">
        <Suspense>
          <Lesson />
        </Suspense>
        <InNextFrame>
          <InTurn>
            <NotePanel
              label="What this step shows"
              tone="guide"
              noteOf={noteOf}
              otherwise="The first step says more."
            />
            <Verdict />
            <Beliefs />
            <BeliefOverT />
            <Algorithm />
            <SizePlot />
            <Apart followed={followed} />
          </InTurn>
        </InNextFrame>
      </section>
    </div>
  );
}
