// The marked particle by numbers: which one, and where to, without dragging.

import { useState, type ReactElement } from 'react';
import { Button } from '../../../controls/button';
import { Info } from '../../../controls/info';
import { REACH } from '../../../worlds/plane/drawn-points';
import { POINTS } from '../../../worlds/plane/layouts';
import { settingsOf, type State } from '../../../history/state';
import { scaleOfPoint, scaleParts } from '../../../worlds/plane/scale-parts';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import styles from './marked-panel.module.css';
import { movedTo, sceneOf } from '../../../worlds/plane/scene';
import { looksOf } from '../../../worlds/plane/state';
import { type OpenedPlane } from '../../../worlds/plane/use-plane';

const selectMarked = (state: State): number => looksOf(state).marked;
const selectPlace = (state: State): string => {
  const { points } = sceneOf(state);
  const marked = selectMarked(state);
  return points === null ? '' : `${points[2 * marked]?.toFixed(2)} ${points[2 * marked + 1]?.toFixed(2)}`;
};
const selectScale = (state: State): number | null =>
  scaleOfPoint(scaleParts(settingsOf(state), state.model.pack), selectMarked(state));
const selectFinished = (state: State): boolean => sceneOf(state).t < 0;

export function MarkedPanel({ plane }: { plane: OpenedPlane }): ReactElement {
  const marked = useNudge(selectMarked);
  const place = useNudgeFrame(selectPlace);
  const finished = useNudgeFrame(selectFinished);
  const [x = '', y = ''] = place.split(' ');
  const scale = useNudge(selectScale);
  const [draft, setDraft] = useState<readonly [string, string] | null>(null);
  const [toX, toY] = (draft ?? [x, y]).map(Number);
  const valid = [toX, toY].every((value) => value !== undefined && Math.abs(value) <= REACH);
  const move = (): void => {
    const scene = sceneOf(plane.store.getState());
    const { points } = scene;
    if (points === null || toX === undefined || toY === undefined) return;
    plane.plane.move(marked, movedTo(points, scene, marked, [toX, toY]));
    setDraft(null);
  };
  return (
    <fieldset className={styles.panel}>
      <legend>
        Marked particle
        <Info about="the marked particle">
          Its own path is drawn, and where it has a twin of the same noise and no guidance, that one’s too.
          Drag it on the plane to branch off from there; or write here where it is to be.
        </Info>
      </legend>
      <label>
        number
        <input
          type="number"
          min={0}
          max={POINTS - 1}
          value={marked}
          onChange={(event) => {
            const next = event.target.valueAsNumber;
            if (Number.isInteger(next) && next >= 0 && next <= POINTS - 1) {
              plane.plane.setLooks({ marked: next });
            }
          }}
        />
      </label>
      <label>
        x
        <input
          inputMode="decimal"
          value={draft?.[0] ?? x}
          onChange={(event) => setDraft([event.target.value, draft?.[1] ?? y])}
        />
      </label>
      <label>
        y
        <input
          inputMode="decimal"
          value={draft?.[1] ?? y}
          onChange={(event) => setDraft([draft?.[0] ?? x, event.target.value])}
        />
      </label>
      {scale !== null && <p className={styles.hint}>This one is at s = {scale}.</p>}
      <Button disabled={finished || draft === null || !valid} onClick={move}>
        Move
      </Button>
      {finished && <p className={styles.hint}>Finished points go nowhere: step back to move one.</p>}
    </fieldset>
  );
}
