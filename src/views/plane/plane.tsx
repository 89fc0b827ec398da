// The Plane: the same chain in two dimensions. Points in the middle, what steers them at the left, how the networks
// learn and how well they do at the right.

import type { ReactElement } from 'react';
import { usePlane } from '../../store/use-plane';
import { Announcer } from '../denoise/announcer';
import layout from '../denoise/denoise.module.css';
import { Timeline } from '../denoise/timeline';
import { Transport } from '../denoise/transport';
import { paintClouds } from './cloud-strip';
import { ControlsPanel } from './controls-panel';
import { DiscoveriesPanel } from './discoveries-panel';
import { ErrorPlot } from './error-plot';
import { MeasuresPanel } from './measures-panel';
import { Particles } from './particles';
import styles from './plane.module.css';
import { StageHead } from './stage-head';
import { TrainingPanel } from './training-panel';

export function Plane(): ReactElement {
  const plane = usePlane();
  if (plane === null) return <section aria-label="Plane" aria-busy="true" />;
  return (
    <div className={`${layout.view} ${styles.plane}`}>
      <section className={layout.stage} aria-label="Plane">
        <Announcer />
        <div className={styles.square}>
          <StageHead />
          <Particles plane={plane} />
        </div>
        <div className={layout.time}>
          <Timeline paint={paintClouds} />
          <Transport />
        </div>
      </section>
      <section className={layout.controls} aria-label="Controls">
        <ControlsPanel plane={plane} />
      </section>
      <section className={layout.why} aria-label="Training and measures">
        <TrainingPanel plane={plane} />
        <MeasuresPanel plane={plane} />
        <ErrorPlot plane={plane} />
        <DiscoveriesPanel plane={plane} />
      </section>
    </div>
  );
}
