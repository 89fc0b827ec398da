// The Noise view, the forward process: a picture, how it sinks into noise, and what the model makes of it at every t.
// In the document the pictures come first, so that a phone and a keyboard meet them first.

import { Suspense, useEffect, type ReactElement } from 'react';
import { Announcer } from './announcer';
import { ControlsPanel } from './controls-panel';
import { JumpOrWalk } from './pictures/jump-or-walk';
import { LevelBar } from '../picture/level-bar';
import view from '../picture/view.module.css';
import layout from '../run/layout.module.css';
import { Lesson } from '../run/lesson';
import styles from './noise.module.css';
import { NotePanel } from './note-panel';
import { OverT } from './levels/over-t';
import { Pictures } from './pictures/pictures';
import { PixelValues } from './pictures/pixel-values';
import { TwoSchedules } from './levels/two-schedules';
import { useOpened } from '../../store/use-store';
import { watchNoise } from '../../worlds/images/noise-questions';

export function Noise(): ReactElement {
  const nudge = useOpened();
  useEffect(() => watchNoise(nudge), [nudge]);
  return (
    <div className={`${layout.view} ${view.view} ${styles.noise}`}>
      <section className={`${layout.stage} ${view.stage}`} aria-label="Pictures">
        <Announcer />
        <Pictures />
      </section>
      <LevelBar />
      <section className={layout.controls} aria-label="Controls">
        <ControlsPanel />
      </section>
      <section className={layout.why} aria-label="Over all noise levels">
        <Suspense>
          <Lesson />
        </Suspense>
        <NotePanel />
        <OverT />
        <PixelValues />
      </section>
      <section className={`${view.compared} ${styles.compared}`} aria-label="Comparisons">
        <TwoSchedules />
        <JumpOrWalk />
      </section>
    </div>
  );
}
