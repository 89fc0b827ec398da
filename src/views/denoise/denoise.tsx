// The Denoise view: pictures in the middle, what steers them at the left, the mathematics at the right. In the
// document the pictures come first, so that a phone and a keyboard meet them first.

import { Suspense, type ReactElement } from 'react';
import { Announcer } from '../run/announcer';
import layout from '../run/layout.module.css';
import styles from './denoise.module.css';
import { Why } from './later';
import { ControlsPanel } from './later-panels';
import { LookingProvider } from './looking';
import { Stage } from './stage';
import { Lesson } from '../run/lesson';
import { Timeline } from '../run/timeline';
import { Transport } from '../run/transport';
import { InNextFrame } from '../../store/use-store';

export function Denoise(): ReactElement {
  return (
    <LookingProvider>
      <div className={`${layout.view} ${styles.denoise}`}>
        <section className={`${layout.stage} ${styles.stage}`} aria-label="Pictures">
          <Announcer />
          <Stage />
          <div className={layout.time}>
            <Timeline />
            <Transport />
          </div>
        </section>
        <section className={layout.controls} aria-label="Controls">
          <Suspense>
            <ControlsPanel />
          </Suspense>
        </section>
        <section className={layout.why} aria-label="The mathematics of this step">
          <Suspense>
            <Lesson invites />
          </Suspense>
          <Suspense>
            <InNextFrame>
              <Why />
            </InNextFrame>
          </Suspense>
        </section>
      </div>
    </LookingProvider>
  );
}
