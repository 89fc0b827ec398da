// The Plane: the same chain in two dimensions. Points in the middle, what steers them at the left, how the networks
// learn and how well they do at the right.

import { Suspense, useState, type ReactElement } from 'react';
import { useDrop } from '../../controls/use-drop';
import { useActions } from '../../store/use-store';
import { reportOf } from '../../terms/errors';
import { mixtureOrNull } from '../../worlds/plane/source';
import { planeOf } from '../../worlds/plane/settings';
import { Announcer } from '../run/announcer';
import layout from '../run/layout.module.css';
import { Lesson } from '../run/lesson';
import { Timeline } from '../run/timeline';
import { Transport } from '../run/transport';
import { ClassKey } from './canvas/class-key';
import { paintClouds } from './canvas/cloud-strip';
import { ControlsPanel } from './controls-panel';
import { DiscoveriesPanel } from './panels/discoveries-panel';
import { Drawing, readCsv, type Imported } from './drawing/drawing';
import { ErrorPlot } from './panels/error-plot';
import { MeasuresPanel } from './panels/measures-panel';
import { ObjectivePanel } from './panels/objective-panel';
import { PointsNote } from './points-note';
import { Particles } from './canvas/particles';
import styles from './plane.module.css';
import { StageHead } from './stage-head';
import { TrainingPanel } from './panels/training-panel';
import { Unlearned } from './unlearned';
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

const POINTS = ['points'] as const;

function OpenPlane({ plane }: { plane: OpenedPlane }): ReactElement {
  const [drawing, setDrawing] = useState(() => needsDrawing(plane));
  const [imported, setImported] = useState<readonly Imported[]>([]);
  const { say } = useActions();
  const take = async (file: File): Promise<void> => {
    try {
      const read = await readCsv(file);
      setImported((before) => [...before, read]);
      setDrawing(true);
    } catch (error) {
      say(reportOf(error).message);
    }
  };
  useDrop(POINTS, ({ files }) => {
    if (files[0] !== undefined) void take(files[0]);
  });
  const close = (): void => {
    setImported([]);
    setDrawing(false);
  };
  return (
    <div className={`${layout.view} ${styles.plane}`}>
      <section className={layout.stage} aria-label="Plane">
        <Announcer />
        <Unlearned plane={plane} />
        <div className={styles.square} data-drawing={drawing}>
          {drawing ? (
            <Drawing key={imported.length} plane={plane} imported={imported.at(-1) ?? null} onDone={close} />
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
        <ControlsPanel plane={plane} onDraw={() => setDrawing(true)} onChoose={close} />
      </section>
      <section className={layout.why} aria-label="Training and measures">
        <Suspense>
          <Lesson />
        </Suspense>
        <PointsNote />
        <TrainingPanel plane={plane} />
        <MeasuresPanel plane={plane} />
        <ErrorPlot plane={plane} />
        <ObjectivePanel plane={plane} />
        <DiscoveriesPanel plane={plane} />
      </section>
    </div>
  );
}
