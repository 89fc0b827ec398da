// The Plane: the same chain in two dimensions. Points in the middle, what steers them at the left, how the networks
// learn and how well they do at the right.

import { useState, type ReactElement } from 'react';
import { mixtureOrNull } from '../../worlds/plane/source';
import { planeOf } from '../../worlds/plane/settings';
import { Announcer } from '../run/announcer';
import layout from '../run/layout.module.css';
import { Timeline } from '../run/timeline';
import { Transport } from '../run/transport';
import { ClassKey } from './canvas/class-key';
import { paintClouds } from './canvas/cloud-strip';
import { ControlsPanel } from './controls-panel';
import { DiscoveriesPanel } from './panels/discoveries-panel';
import { Drawing } from './drawing/drawing';
import { ErrorPlot } from './panels/error-plot';
import { MeasuresPanel } from './panels/measures-panel';
import { PointsNote } from './points-note';
import { Particles } from './canvas/particles';
import styles from './plane.module.css';
import { StageHead } from './stage-head';
import { TrainingPanel } from './panels/training-panel';
import { usePlane, type OpenedPlane } from '../../worlds/plane/use-plane';
import { settingsOf } from '../../history/state';

export function Plane(): ReactElement {
  const plane = usePlane();
  return plane === null ? <section aria-label="Plane" aria-busy="true" /> : <OpenPlane plane={plane} />;
}

/** A link to a drawing that has no points, or too few, opens the pad. */
function needsDrawing(plane: OpenedPlane): boolean {
  return mixtureOrNull(planeOf(settingsOf(plane.store.getState()))) === null;
}

function OpenPlane({ plane }: { plane: OpenedPlane }): ReactElement {
  const [drawing, setDrawing] = useState(() => needsDrawing(plane));
  return (
    <div className={`${layout.view} ${styles.plane}`}>
      <section className={layout.stage} aria-label="Plane">
        <Announcer />
        <div className={styles.square} data-drawing={drawing}>
          {drawing ? (
            <Drawing plane={plane} onDone={() => setDrawing(false)} />
          ) : (
            <>
              <div data-region="pictures">
                <StageHead />
                <Particles plane={plane} />
              </div>
              <ClassKey />
            </>
          )}
        </div>
        {!drawing && (
          <div className={layout.time}>
            <Timeline paint={paintClouds} />
            <div className={styles.transport}>
              <Transport />
            </div>
          </div>
        )}
      </section>
      <section className={layout.controls} aria-label="Controls">
        <ControlsPanel plane={plane} onDraw={() => setDrawing(true)} onChoose={() => setDrawing(false)} />
      </section>
      <section className={layout.why} aria-label="Training and measures">
        <PointsNote />
        <TrainingPanel plane={plane} />
        <MeasuresPanel plane={plane} />
        <ErrorPlot plane={plane} />
        <DiscoveriesPanel plane={plane} />
      </section>
    </div>
  );
}
