// x_0, and where it is drawn: with a mouse, a pen or a finger, and by keyboard. A picture of the sheet can be looked at
// only.

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import { IconButton } from '../../controls/button';
import { Picture } from '../../plots/picture';
import { samplesOf, textOf } from '../../worlds/images/levels';
import { useNudge, useOpened } from '../../store/use-store';
import { selectShape } from '../run/selectors';
import { usePainted } from '../run/use-painted';
import { withStroke, type Brush, type Point } from '../../worlds/images/brush';
import { BrushChoice, type BrushKind } from './brush-choice';
import { ClearButton } from './clear-button';
import { ColourChoice } from './colour-choice';
import { hexOf, paletteOf } from '../../worlds/images/palette';
import { drawnShape, isPlanes } from '../../terms/planes';
import type { SampleShape } from '../../terms/sample';
import styles from './drawing-surface.module.css';
import { paintX0 } from './paint';
import { selectCanUndo, selectSheet, selectSource } from './shown';
import { useNoiseActions } from '../../worlds/images/use-noise';

const BRUSHES: Readonly<Record<BrushKind, Brush>> = {
  fine: { radius: 0.6, erases: false },
  broad: { radius: 1.2, erases: false },
  eraser: { radius: 1.6, erases: true },
};

/** The brushes are made for pictures of this size, and scaled for others. */
const USUAL_SIZE = 28;

const MOVES: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export function DrawingSurface(): ReactElement {
  const source = useNudge(selectSource);
  const shape = useNudge(selectShape);
  const canUndo = useNudge(selectCanUndo);
  const { store } = useOpened();
  const noise = useNoiseActions();
  const canvas = usePainted(paintX0);
  const [kind, setKind] = useState<BrushKind>('broad');
  const [cursor, setCursor] = useState<Point | null>(null);
  const last = useRef<Point | null>(null);
  const surface = useRef<HTMLDivElement>(null);
  const wasDrawn = useRef(source.kind === 'drawn');
  const [height, width, channels] = shape;
  const coloured = channels === 3;
  const palette = paletteOf(useNudge(selectSheet));
  const [hex, setHex] = useState('');
  const chosen = palette.find((ink) => hexOf(ink) === hex) ?? palette[0]!;
  const drawn = source.kind === 'drawn';
  useEffect(() => {
    // who has just asked to draw finds the surface in sight, and the keys on it
    if (drawn && !wasDrawn.current) surface.current?.focus();
    wasDrawn.current = drawn;
  }, [drawn]);

  function stroke(from: Point, to: Point, begins: boolean): void {
    const now = selectSource(store.getState()); // a frame may bring several moves
    if (now.kind !== 'drawn') return;
    const { radius, erases } = BRUSHES[kind];
    const scaled = (radius * Math.min(height, width)) / USUAL_SIZE;
    const brush = coloured ? { radius: scaled, erases, ink: chosen } : { radius: scaled, erases };
    noise.stroke(textOf(withStroke(samplesOf(now.text), shape, from, to, brush)), begins);
  }

  function down(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault(); // no text is selected, and no picture dragged away
    if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus({ preventScroll: true });
    event.currentTarget.setPointerCapture(event.pointerId);
    setCursor(null);
    const at = pointAt(event, event.currentTarget, shape);
    last.current = at;
    stroke(at, at, true);
  }

  function move(event: PointerEvent): void {
    if (last.current === null || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const at = pointAt(event, event.currentTarget, shape);
    stroke(last.current, at, false);
    last.current = at;
  }

  function key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return; // the browser's own
    const at = cursor ?? { x: Math.floor(width / 2) + 0.5, y: Math.floor(height / 2) + 0.5 };
    const by = MOVES[event.key];
    if (event.key === ' ' || event.key === 'Enter') {
      if (!event.repeat) stroke(at, at, true);
      setCursor(at);
    } else if (by !== undefined) {
      const to = {
        x: Math.max(0.5, Math.min(width - 0.5, at.x + by.x)),
        y: Math.max(0.5, Math.min(height - 0.5, at.y + by.y)),
      };
      if (event.shiftKey) stroke(at, to, true);
      setCursor(to);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const picture = (
    <Picture
      label={drawn ? 'Picture x_0, drawn here' : 'Picture x_0'}
      canvas={canvas}
      shape={shape}
      pixel={drawn && cursor !== null ? { row: Math.floor(cursor.y), column: Math.floor(cursor.x) } : null}
    />
  );
  if (!drawn) return picture;
  return (
    <>
      <div
        ref={surface}
        className={styles.surface}
        role="application"
        tabIndex={0}
        aria-label="Drawing surface"
        aria-description="Draw with a pointer; or move with the arrow keys, dot with Space, and draw by moving with Shift"
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={() => (last.current = null)}
        onPointerCancel={() => (last.current = null)}
        onKeyDown={key}
        onBlur={() => setCursor(null)}
      >
        {picture}
      </div>
      <div className={styles.tools}>
        {coloured && <ColourChoice palette={palette} value={hexOf(chosen)} onChange={setHex} />}
        <BrushChoice value={kind} onChange={setKind} />
        <ClearButton />
        <IconButton
          label="Undo"
          icon="undo"
          shortcut="Ctrl Z"
          disabled={!canUndo}
          onClick={noise.undo}
          framed
        />
      </div>
    </>
  );
}

function pointAt(
  { clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>,
  element: Element,
  shape: SampleShape,
): Point {
  const [height, width] = drawnShape(shape);
  const bounds = element.getBoundingClientRect();
  const x = ((clientX - bounds.left) / bounds.width) * width;
  const y = ((clientY - bounds.top) / bounds.height) * height;
  return isPlanes(shape) ? { x: x % (shape[1] + 1), y: y % (shape[0] + 1) } : { x, y };
}
