// Drawing a distribution: the pad in the place of the particles, the class to draw in, CSV in and out, and what is
// wrong with it in one sentence.

import { useRef, useState, type ReactElement } from 'react';
import { drawPoints } from '../../../diffusion/mixture/draw';
import { Button } from '../../../controls/button';
import { drawnText, parseDrawn, type DrawnPoint } from '../../../worlds/plane/drawn-points';
import { drawnClasses, mixtureOrNull } from '../../../worlds/plane/source';
import { DRAWN, planeOf, withPlane } from '../../../worlds/plane/settings';
import { reportOf } from '../../../terms/errors';
import { MOST_POINTS } from '../../../terms/plane';
import { csvOf, importing, MOST_BYTES } from '../../../worlds/plane/csv';
import { DrawPad } from './draw-pad';
import styles from './drawing.module.css';
import { adviceOf, problemOf } from './drawing-words';
import { inSlices } from '../../../timing/in-slices';
import { type OpenedPlane } from '../../../worlds/plane/use-plane';
import { settingsOf } from '../../../history/state';
import { classTarget } from '../../../terms/target';

const EXPORTED = 1000;

interface DrawingProps {
  readonly plane: OpenedPlane;
  /** Points that were dropped on the page; null where it begins with those of the address. */
  readonly imported: Imported | null;
  readonly onDone: () => void;
}

export function Drawing({ plane, imported, onDone }: DrawingProps): ReactElement {
  const [points, setPoints] = useState<readonly DrawnPoint[]>(
    () => imported?.points ?? parseDrawn(planeOf(settingsOf(plane.store.getState())).drawn),
  );
  const [label, setLabel] = useState(0);
  const [note, setNote] = useState(imported?.note ?? null);
  const file = useRef<HTMLInputElement>(null);
  const problem = problemOf(points);

  const open = async (chosen: File): Promise<void> => {
    try {
      const read = await readCsv(chosen);
      setPoints(read.points);
      setNote(read.note);
    } catch (error) {
      setNote(reportOf(error).message);
    }
  };
  const use = (): void => {
    const settings = settingsOf(plane.store.getState());
    const drawn = drawnText(points);
    plane.plane.setAll({
      ...withPlane(settings, { distribution: DRAWN, drawn }),
      target: classTarget(0),
    });
    onDone();
  };
  return (
    <div className={styles.drawing}>
      <DrawPad
        points={points}
        label={label}
        onDraw={(point) => setPoints((before) => (before.length < MOST_POINTS ? [...before, point] : before))}
      />
      <fieldset className={styles.classes}>
        <legend>Draw in class</legend>
        {drawnClasses.map((name, k) => (
          <label key={name} className={styles.class} data-class={k}>
            <input type="radio" name="drawn-class" checked={k === label} onChange={() => setLabel(k)} />
            <i className={styles.dot} aria-hidden="true" />
            {name}
          </label>
        ))}
      </fieldset>
      <p className={styles.note} role="status">
        {note ?? problem ?? adviceOf(points)}
      </p>
      <div className={styles.buttons}>
        <Button disabled={problem !== null} onClick={use}>
          Use these {points.length} points
        </Button>
        <Button disabled={points.length === 0} onClick={() => setPoints(points.slice(0, -10))}>
          Take back
        </Button>
        <Button
          disabled={points.length === 0}
          onClick={() => {
            setPoints([]);
            setNote(null);
          }}
        >
          Clear
        </Button>
        <Button onClick={() => file.current?.click()}>Import CSV</Button>
        <Button onClick={() => exportCsv(plane, points)}>Export CSV</Button>
        <Button onClick={onDone}>Cancel</Button>
        <input
          ref={file}
          className={styles.file}
          type="file"
          accept=".csv,text/csv,text/plain"
          aria-label="CSV file"
          tabIndex={-1}
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen !== undefined) void open(chosen);
            event.target.value = '';
          }}
        />
      </div>
    </div>
  );
}

export interface Imported {
  readonly points: readonly DrawnPoint[];
  readonly note: string;
}

export async function readCsv(chosen: Blob): Promise<Imported> {
  if (chosen.size > MOST_BYTES) {
    throw new Error(
      `CSV: expected at most ${MOST_BYTES / 1024 ** 2} MB, got ${Math.round(chosen.size / 1024 ** 2)}.`,
    );
  }
  const imported = await inSlices(importing(await chosen.text()), () => true);
  if (imported === null) throw new Error('CSV: nothing was read.');
  const { points, rows, classes } = imported;
  const some =
    rows > points.length
      ? `${rows.toLocaleString('en')} rows: ${points.length} of them, evenly spread, are taken`
      : `${rows} points are read`;
  const named = classes.map((name, k) => `${drawnClasses[k]} is “${name}”`).join(', ');
  return { points, note: `${some}, moved and scaled into the plane; class ${named}.` };
}

/** What is drawn, or else points of the distribution on screen. */
function exportCsv(plane: OpenedPlane, points: readonly DrawnPoint[]): void {
  const mixture = mixtureOrNull(planeOf(settingsOf(plane.store.getState())));
  const flat = points.flatMap(({ x, y }) => [x, y]);
  const labels = points.map((point) => point.label);
  let text = csvOf(flat, labels, drawnClasses);
  if (points.length === 0 && mixture !== null) {
    const drawn = drawPoints(mixture, EXPORTED, 1, 0);
    text = csvOf(drawn.points, drawn.labels, mixture.classes);
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = 'nudge-plane.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
