// The plane itself on a canvas, drawn past React at every frame after a change. A particle is marked with a click, and
// dragged to another place it goes its own way from there.

import { useEffect, useRef, type PointerEvent, type ReactElement } from 'react';
import { onThemeChange } from '../../../plots/token-colors';
import { onFrameOf } from '../../../store/use-store';
import { drawPlane, type Held } from './draw-plane';
import { FieldKeeper } from '../../../worlds/plane/field-keeper';
import { nearestTo, toPixelX, toPixelY, toPlane } from './geometry';
import { LabelKeeper } from '../../../worlds/plane/labels';
import { planePaletteOf, type PlanePalette } from './palette';
import styles from './particles.module.css';
import { movedTo, sceneOf } from '../../../worlds/plane/scene';
import { type OpenedPlane } from '../../../worlds/plane/use-plane';
import { looksOf } from '../../../worlds/plane/state';

/** How far from a particle a pointer may be, in CSS pixels; a finger needs more. */
const MOUSE_REACH = 12;
const FINGER_REACH = 28;
/** Shorter ways are a click. */
const CLICK = 4;

interface Grip extends Held {
  readonly startX: number;
  readonly startY: number;
  readonly moved: boolean;
  readonly wasPlaying: boolean;
}

export function Particles({ plane }: { plane: OpenedPlane }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const grip = useRef<Grip | null>(null);
  const redraw = useRef<() => void>(() => {});

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    let palette: PlanePalette = planePaletteOf(element);
    let frame = 0;
    const draw = (): void => {
      frame = 0;
      drawPlane(element, plane.store.getState(), fields, labels, palette, grip.current);
    };
    const soon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    const fields = new FieldKeeper(plane, soon);
    const labels = new LabelKeeper(soon);
    const follow = (): void => {
      fields.follow(plane.store.getState());
      soon();
    };
    redraw.current = soon;
    const resize = new ResizeObserver(() => {
      const side = Math.round(element.clientWidth * Math.min(2, devicePixelRatio));
      if (side === 0 || side === element.width) return;
      element.width = side;
      element.height = side;
      draw();
    });
    resize.observe(element);
    const stopTheme = onThemeChange(() => {
      palette = planePaletteOf(element);
      soon();
    });
    // a finger on the marked particle drags it; anywhere else it scrolls the page
    const hold = (event: TouchEvent): void => {
      const [touch] = event.touches;
      const { points, isPreview } = sceneOf(plane.store.getState());
      if (touch === undefined || points === null || isPreview) return;
      const { marked } = looksOf(plane.store.getState());
      const box = element.getBoundingClientRect();
      const dx = toPixelX(points[2 * marked] ?? NaN, box.width) - (touch.clientX - box.left);
      const dy = toPixelY(points[2 * marked + 1] ?? NaN, box.width) - (touch.clientY - box.top);
      if (Math.hypot(dx, dy) <= FINGER_REACH) event.preventDefault();
    };
    element.addEventListener('touchstart', hold, { passive: false });
    const stopFrames = onFrameOf(plane.store)(follow);
    follow();
    return () => {
      element.removeEventListener('touchstart', hold);
      stopFrames();
      stopTheme();
      resize.disconnect();
      fields.close();
      cancelAnimationFrame(frame);
    };
  }, [plane]);

  const placeOf = (event: PointerEvent): readonly [x: number, y: number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return toPlane(event.clientX - box.left, event.clientY - box.top, box.width);
  };

  const onPointerDown = (event: PointerEvent): void => {
    const state = plane.store.getState();
    const { points, particles, isPreview } = sceneOf(state);
    if (points === null || isPreview || event.button !== 0) return;
    const [x, y] = placeOf(event);
    const { width } = event.currentTarget.getBoundingClientRect();
    const finger = event.pointerType !== 'mouse';
    const [reach] = toPlane(width / 2 + (finger ? FINGER_REACH : MOUSE_REACH), 0, width);
    const { marked } = looksOf(state);
    const dx = (points[2 * marked] ?? NaN) - x;
    const dy = (points[2 * marked + 1] ?? NaN) - y;
    const chosen = Math.hypot(dx, dy) <= reach ? marked : nearestTo(points, particles, x, y, reach);
    if (chosen < 0) return;
    const wasPlaying = state.run.status === 'playing';
    if (wasPlaying) plane.actions.pause();
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = [points[2 * chosen] ?? 0, points[2 * chosen + 1] ?? 0] as const;
    grip.current = {
      marked: chosen,
      at,
      startX: event.clientX,
      startY: event.clientY,
      moved: false,
      wasPlaying,
    };
    redraw.current();
  };

  const onPointerMove = (event: PointerEvent): void => {
    const held = grip.current;
    if (held === null) return;
    const far = Math.hypot(event.clientX - held.startX, event.clientY - held.startY) > CLICK;
    if (!held.moved && !far) return;
    if (sceneOf(plane.store.getState()).t < 0) return; // what is finished goes nowhere
    grip.current = { ...held, moved: true, at: placeOf(event) };
    redraw.current();
  };

  const onPointerUp = (): void => {
    const held = grip.current;
    grip.current = null;
    if (held === null) return;
    const scene = sceneOf(plane.store.getState());
    const { points } = scene;
    if (held.moved && points !== null)
      plane.plane.move(held.marked, movedTo(points, scene, held.marked, held.at));
    else plane.plane.setLooks({ marked: held.marked });
    if (held.wasPlaying) plane.actions.play();
    redraw.current();
  };

  return (
    <canvas
      ref={canvas}
      className={styles.canvas}
      role="img"
      aria-label="Particles"
      width={1}
      height={1}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        grip.current = null;
        redraw.current();
      }}
    />
  );
}
