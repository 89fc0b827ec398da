// Objective of a sentence: the losses that its denoiser was trained on, t by t.

import { Suspense, useEffect, type ReactElement } from 'react';
import type { State } from '../../../history/state';
import { useNudge, useNudgeFrame, useOpened } from '../../../store/use-store';
import { askForLosses } from '../../../worlds/words/losses/loss-questions';
import { scheduleOf, setLosses } from '../../../worlds/words/losses/loss-state';
import { LevelOf } from '../../picture/level-bar';
import view from '../../picture/view.module.css';
import { WaitingCard } from '../../picture/waiting-card';
import layout from '../../run/layout.module.css';
import { Lesson } from '../../run/lesson';
import { trainTimestepsOf } from '../../run/selectors';
import styles from '../objective.module.css';
import { LossAnnouncer } from './announcer';
import { LossControls } from './controls';
import { LossNumbers } from './numbers';
import { LossPlots } from './plots';
import { selectLossEvidence, selectLossSettings } from './shown';
import { Stage } from './stage';

export function OfSentence(): ReactElement {
  const nudge = useOpened();
  useEffect(() => askForLosses(nudge), [nudge]);
  const evidence = useNudgeFrame(selectLossEvidence);
  return (
    <div className={`${layout.view} ${view.view} ${styles.objective}`}>
      <section className={`${layout.stage} ${view.stage}`} aria-label="The sentence at this t">
        <LossAnnouncer />
        <div className={styles.answered}>
          <Stage />
          <WaitingCard />
        </div>
      </section>
      <Level />
      <section className={layout.controls} aria-label="Controls">
        <LossControls evidence={evidence} />
      </section>
      <section className={layout.why} aria-label="The losses and their parts">
        <Suspense>
          <Lesson />
        </Suspense>
        <LossNumbers evidence={evidence} />
      </section>
      <section className={view.compared} aria-label="Over all t">
        <LossPlots evidence={evidence} />
      </section>
    </div>
  );
}

function Level(): ReactElement {
  const nudge = useOpened();
  const { t } = useNudge(selectLossSettings);
  const T = useNudge(trainTimestepsOf);
  const alphaCumprod = useNudge((state: State) => alphaAt(state, t));
  return (
    <LevelOf
      t={t}
      T={T}
      alphaCumprod={alphaCumprod}
      info={<>The timestep t: xₜ has √ᾱ of the words’ vectors and √(1 − ᾱ) of noise.</>}
      onChange={(next) => setLosses(nudge, { t: next })}
    />
  );
}

const alphaAt = ({ model: { pack } }: State, t: number): number | null =>
  pack === null ? null : (scheduleOf(pack).alphasCumprod[t] ?? null);
