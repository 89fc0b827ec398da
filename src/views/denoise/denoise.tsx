// The Denoise view: pictures in the middle, what steers them at the left, the mathematics at the right. In the
// document the pictures come first, so that a phone and a keyboard meet them first.

import { useDeferredValue, type ReactElement } from 'react';
import { Algorithm } from './algorithm';
import { AlongTheWay } from './along-the-way';
import { Announcer } from './announcer';
import { BeliefOverT } from './belief-over-t';
import { ControlsPanel } from './controls-panel';
import styles from './denoise.module.css';
import { LookingProvider } from './looking';
import { NotePanel } from './note-panel';
import { SchedulePlot } from './schedule-plot';
import { Stage } from './stage';
import { Timeline } from './timeline';
import { Transport } from './transport';

export function Denoise(): ReactElement {
  const settled = useDeferredValue(true, false); // first the pictures, then why: two short tasks for a long one
  return (
    <LookingProvider>
      <div className={styles.view}>
        <section className={styles.stage} aria-label="Pictures">
          <Announcer />
          <Stage />
          <div className={styles.time}>
            <Timeline />
            <Transport />
          </div>
        </section>
        <section className={styles.controls} aria-label="Controls">
          <ControlsPanel />
        </section>
        <section className={styles.why} aria-label="The mathematics of this step">
          {settled && (
            <>
              <Algorithm />
              <AlongTheWay />
              <NotePanel />
              <BeliefOverT />
              <SchedulePlot />
            </>
          )}
        </section>
      </div>
    </LookingProvider>
  );
}
