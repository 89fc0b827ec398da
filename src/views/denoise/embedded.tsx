// Denoise inside another page: the pictures, the timeline, and the controls that were asked for. A lesson beside it has
// what its pages ask for too: the step's parts, and the tools that branch.

import { useContext, type ReactElement } from 'react';
import { useLearning } from '../../lessons/learning';
import { EmbedContext } from '../run/embed-context';
import { EmbeddedLesson } from '../run/embedded-lesson';
import { Announcer } from '../run/announcer';
import { ControlsPanel } from './controls-panel';
import frame from '../share/embedded.module.css';
import styles from './embedded.module.css';
import { LookingProvider } from './looking';
import { Stage } from './stage';
import { Timeline } from '../run/timeline';
import { Transport } from '../run/transport';

export function Embedded(): ReactElement {
  const { controls } = useContext(EmbedContext);
  const plain = useLearning().open === null;
  const steers = controls.some((control) => control !== 'play');
  const plays = controls.includes('play');
  return (
    <LookingProvider>
      <div className={`${frame.view} ${styles.view}`} data-steers={steers} data-plays={plays}>
        <section className={frame.stage} aria-label="Pictures">
          <h1 className={frame.name}>Nudge: a classifier steers a diffusion model</h1>
          <Announcer />
          <Stage plain={plain} />
          <div className={frame.time}>
            <Timeline />
            {plays && <Transport plain={plain} />}
          </div>
        </section>
        {steers && (
          <section className={frame.controls} aria-label="Controls">
            <ControlsPanel only={controls} />
          </section>
        )}
        <EmbeddedLesson />
      </div>
    </LookingProvider>
  );
}
