// The Denoise view: pictures in the middle, what steers them at the left, the mathematics at the right. In the
// document the pictures come first, so that a phone and a keyboard meet them first.

import { Suspense, type ReactElement } from 'react';
import { Announcer } from '../run/announcer';
import { ControlsPanel } from './controls-panel';
import styles from '../run/layout.module.css';
import { Why } from './later';
import { LookingProvider } from './looking';
import { Stage } from './stage';
import { Timeline } from '../run/timeline';
import { Transport } from '../run/transport';

export function Denoise(): ReactElement {
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
          <Suspense>
            <Why />
          </Suspense>
        </section>
      </div>
    </LookingProvider>
  );
}
