// The run as a strip of pictures, with the playhead as a slider over it. A run of N steps has N + 1 pictures.

import { Slider } from '@base-ui/react/slider';
import { Suspense, useCallback, useState, type CSSProperties, type ReactElement } from 'react';
import { late } from '../../controls/late';
import { drawStrip } from '../../plots/strip';
import { mosaicOf, stripIndices } from '../../plots/strip-layout';
import type { State } from '../../history/state';
import { useActions, useNudge, useNudgeFrame } from '../../store/use-store';
import {
  lanesOnScreen,
  selectCount,
  selectFinished,
  selectGhost,
  selectGhostSteps,
  selectPath,
  selectPosition,
  selectReach,
  selectResting,
  selectStep,
  selectTimesteps,
  shapeOf,
} from './selectors';
import styles from './timeline.module.css';
import { useColumns } from './use-columns';
import { usePainted } from './use-painted';

const over = async () => (await import('./over-timeline')).overTimeline;
const GhostBar = late(async () => (await over()).GhostBar);
const Marks = late(async () => (await over()).Marks);
const ActingBand = late(async () => (await over()).ActingBand);

export type PaintMoments = (
  canvas: HTMLCanvasElement,
  state: State,
  columns: number,
  again: () => void,
) => void;

const selectRestingAt = (state: State): number | null =>
  selectResting(state) ? selectPosition(state) : null;
const selectMovingAt = (state: State): number => (selectResting(state) ? 0 : selectPosition(state));

/** @param paint draws the strip's moments: pictures, unless they are something else */
export function Timeline({ paint: paintMoments = paintStrip }: { paint?: PaintMoments }): ReactElement {
  const actions = useActions();
  const [box, setBox] = useState<HTMLElement | null>(null);
  const ghost = useNudgeFrame(selectGhostSteps).length > 0;
  const columns = useColumns(box, ghost);
  const timesteps = useNudgeFrame(selectTimesteps);
  const resting = useNudge(selectRestingAt); // at once: keys that come faster than frames each move it
  const moving = useNudgeFrame(selectMovingAt);
  const position = resting ?? moving;
  const reach = useNudgeFrame(selectReach);
  const last = useNudgeFrame(selectCount);
  const shown = stripIndices(last, columns);
  const paint = useCallback(
    (canvas: HTMLCanvasElement, state: State, again: () => void) =>
      paintMoments(canvas, state, columns, again),
    [columns, paintMoments],
  );
  const canvas = usePainted(paint);
  const t = timesteps[position];
  const spoken = t === undefined ? 'finished picture' : `t ${t}, step ${position + 1} of ${timesteps.length}`;
  const style: CSSProperties & { '--columns': number } = { '--columns': shown.length };
  const scrub = (picture: number): void => actions.scrub(picture >= reach ? null : picture);
  return (
    <div className={styles.timeline} ref={setBox} style={style}>
      <Suspense fallback={<div className={styles.over} />}>
        <GhostBar />
        <Marks />
        <ActingBand />
      </Suspense>
      <Slider.Root
        className={styles.root}
        value={position}
        min={0}
        max={last}
        largeStep={Math.max(1, Math.round(last / 10))}
        onValueChange={(next) => {
          if (typeof next === 'number') scrub(Math.min(next, reach));
        }}
      >
        <Slider.Control className={styles.control}>
          <Slider.Track className={styles.track}>
            <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
            <Slider.Thumb className={styles.thumb} aria-label="Timestep" aria-valuetext={spoken} />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
    </div>
  );
}

function paintStrip(canvas: HTMLCanvasElement, state: State, columns: number): void {
  const { steps, tip } = selectPath(state);
  const last = selectCount(state);
  const position = selectPosition(state);
  const indices = stripIndices(last, columns);
  const pictures = indices.map((index) => {
    const step = steps[index];
    const front = index === steps.length ? (tip?.xt ?? null) : null;
    return { samples: step?.xt ?? front, faded: index > position };
  });
  const shown = selectStep(state);
  const playhead =
    shown === null
      ? null
      : { samples: selectFinished(state) ? shown.xPrev : shown.xt, share: position / last };
  const ghostPath = selectGhost(state);
  const ghost =
    ghostPath === null
      ? null
      : indices.map(
          (index) =>
            ghostPath.steps[index]?.xt ??
            (index === ghostPath.steps.length ? (ghostPath.tip?.xt ?? null) : null),
        );
  const mosaic = mosaicOf(lanesOnScreen(state).length);
  drawStrip(canvas, { pictures, playhead, mosaic, ghost }, shapeOf(state));
}
