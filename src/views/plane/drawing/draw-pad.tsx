// Where a person draws a distribution: points follow the pointer or the finger, in the colour of the class chosen.

import { useEffect, useRef, type PointerEvent, type ReactElement } from 'react';
import { onThemeChange } from '../../../plots/token-colors';
import type { DrawnPoint } from '../../../worlds/plane/drawn-points';
import { toPixelX, toPixelY, toPlane } from '../canvas/geometry';
import { css, planePaletteOf } from '../canvas/palette';
import styles from '../canvas/particles.module.css';

/** A stroke leaves a point every so far, a little to the side of it: a line has no width to learn. */
const SPACING = 0.07;
const JITTER = 0.05;

interface DrawPadProps {
  readonly points: readonly DrawnPoint[];
  /** Index of the class whose colour is drawn. */
  readonly label: number;
  readonly onDraw: (point: DrawnPoint) => void;
}

export function DrawPad({ points, label, onDraw }: DrawPadProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<readonly [x: number, y: number] | null>(null);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = (): void => {
      const side = Math.round(element.clientWidth * Math.min(2, devicePixelRatio));
      if (side > 0 && side !== element.width) {
        element.width = side;
        element.height = side;
      }
      paintPoints(element, points);
    };
    draw();
    const resize = new ResizeObserver(draw);
    resize.observe(element);
    const stopTheme = onThemeChange(draw);
    return () => {
      resize.disconnect();
      stopTheme();
    };
  }, [points]);

  const put = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = toPlane(event.clientX - box.left, event.clientY - box.top, box.width);
    const before = last.current;
    if (before !== null && Math.hypot(x - before[0], y - before[1]) < SPACING) return;
    last.current = [x, y];
    const aside = (): number => (before === null ? 0 : (Math.random() + Math.random() - 1) * JITTER);
    onDraw({ x: x + aside(), y: y + aside(), label });
  };

  return (
    <canvas
      ref={canvas}
      className={`${styles.canvas} ${styles.pad}`}
      role="img"
      aria-label={`Drawing pad, ${points.length} points`}
      width={1}
      height={1}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = null;
        put(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) put(event);
      }}
    />
  );
}

function paintPoints(canvas: HTMLCanvasElement, points: readonly DrawnPoint[]): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const size = canvas.width;
  const palette = planePaletteOf(canvas);
  context.clearRect(0, 0, size, size);
  context.strokeStyle = css(palette.line);
  context.lineWidth = size / 600;
  for (const share of [1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6]) {
    context.beginPath();
    context.moveTo(share * size, 0);
    context.lineTo(share * size, size);
    context.moveTo(0, share * size);
    context.lineTo(size, share * size);
    context.stroke();
  }
  for (const { x, y, label } of points) {
    context.fillStyle = css(palette.classes[label] ?? palette.ink);
    context.beginPath();
    context.arc(toPixelX(x, size), toPixelY(y, size), Math.max(2, size / 170), 0, 2 * Math.PI);
    context.fill();
  }
}
