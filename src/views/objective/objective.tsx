// The Objective view: the variational bound of one picture or of several, term by term, beside the loss that is trained.

import { Suspense, useEffect, type ReactElement } from 'react';
import { useNudge, useOpened } from '../../store/use-store';
import { BoundQuestions } from '../../worlds/images/bound/bound-questions';
import { useNoiseActions } from '../../worlds/images/use-noise';
import { LevelBar } from '../picture/level-bar';
import { WaitingCard } from '../picture/waiting-card';
import view from '../picture/view.module.css';
import layout from '../run/layout.module.css';
import { Lesson } from '../run/lesson';
import { Announcer } from './announcer';
import { ControlsPanel } from './controls-panel';
import { Numbers } from './numbers';
import styles from './objective.module.css';
import { Pictures } from './pictures';
import { Plots } from './plots';
import { UpTo } from './up-to';
import { selectAxis, selectDraws, selectVariance } from './shown';
import { useShown } from './use-shown';

export function Objective(): ReactElement {
  const noise = useNoiseActions();
  const nudge = useOpened();
  useEffect(() => {
    noise.wantSheet();
    return noise.ask(new BoundQuestions(nudge));
  }, [noise, nudge]);
  const variance = useNudge(selectVariance);
  const axis = useNudge(selectAxis);
  const draws = useNudge(selectDraws);
  const shown = useShown(variance);
  const { evidence, compared } = shown;
  return (
    <div className={`${layout.view} ${view.view} ${styles.objective}`}>
      <section className={`${layout.stage} ${view.stage}`} aria-label="The step at this t">
        <Announcer />
        <div className={styles.answered}>
          <Pictures />
          <WaitingCard />
        </div>
      </section>
      <LevelBar />
      <section className={layout.controls} aria-label="Controls">
        <ControlsPanel shown={shown} variance={variance} axis={axis} draws={draws} />
      </section>
      <section className={layout.why} aria-label="The bound and its parts">
        <Suspense>
          <Lesson />
        </Suspense>
        <Numbers shown={shown} variance={variance} draws={draws} />
        <UpTo evidence={evidence} compared={compared} />
      </section>
      <section className={view.compared} aria-label="Over all t">
        <Plots evidence={evidence} compared={compared} axis={axis} />
      </section>
    </div>
  );
}
