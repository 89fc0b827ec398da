// The points' layers: data, trails, the path that was left, particles, and the marked one with its own path.

import { toPixelX, toPixelY } from './geometry';
import { css, mixed, type PlanePalette } from './palette';
import { SHADES, type Buckets } from './particle-buckets';
import type { OwnPath } from '../../../worlds/plane/scene';

type Points = ArrayLike<number>;

function dots(
  context: CanvasRenderingContext2D,
  size: number,
  points: Points,
  chosen: Iterable<number>,
  radius: number,
): void {
  context.beginPath();
  for (const i of chosen) {
    const x = toPixelX(points[2 * i] ?? NaN, size);
    const y = toPixelY(points[2 * i + 1] ?? NaN, size);
    if (!(x > -radius && y > -radius && x < size + radius && y < size + radius)) continue;
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
}

export function particleRadius(size: number): number {
  return Math.max(1.3, size / 330);
}

function colorOf(key: number, { quiet, classes }: PlanePalette): string {
  if (key < 0) return css(quiet, 0.8);
  const color = classes[Math.floor(key / SHADES)] ?? quiet;
  return css(mixed(quiet, color, ((key % SHADES) + 1) / SHADES), 0.85);
}

export function drawParticles(
  context: CanvasRenderingContext2D,
  size: number,
  points: Points,
  buckets: Buckets,
  palette: PlanePalette,
): void {
  for (const [key, chosen] of [...buckets].toSorted(([a], [b]) => (a % SHADES) - (b % SHADES))) {
    dots(context, size, points, chosen, particleRadius(size));
    context.fillStyle = colorOf(key, palette);
    context.fill();
  }
}

/** What the same noise becomes without guidance: small, in the model's colour. */
export function drawTwins(
  context: CanvasRenderingContext2D,
  size: number,
  points: Points,
  { model }: PlanePalette,
): void {
  dots(context, size, points, Array(points.length / 2).keys(), particleRadius(size) * 0.7);
  context.fillStyle = css(model, 0.45);
  context.fill();
}

/** As rings, to distinguish them from those in front. */
export function drawGhosts(
  context: CanvasRenderingContext2D,
  size: number,
  points: Points,
  { ink }: PlanePalette,
): void {
  const count = Math.min(700, points.length / 2);
  dots(context, size, points, Array(count).keys(), particleRadius(size) * 1.15);
  context.lineWidth = 0.8;
  context.strokeStyle = css(ink, 0.35);
  context.stroke();
}

export function drawData(
  context: CanvasRenderingContext2D,
  size: number,
  points: Points,
  labels: ArrayLike<number>,
  { classes, quiet }: PlanePalette,
): void {
  classes.forEach((color, k) => {
    const chosen = Array.from({ length: labels.length }, (_, i) => i).filter((i) => labels[i] === k);
    if (chosen.length === 0) return;
    dots(context, size, points, chosen, Math.max(1, size / 420));
    context.fillStyle = css(mixed(quiet, color, 0.7), 0.4);
    context.fill();
  });
}

/** Short ways behind some of the particles. @param moments x_t of the last steps, the newest last */
export function drawTrails(
  context: CanvasRenderingContext2D,
  size: number,
  moments: readonly Points[],
  count: number,
  { quiet }: PlanePalette,
): void {
  context.beginPath();
  for (let i = 0; i < count; i++) {
    moments.forEach((points, at) => {
      const x = toPixelX(points[2 * i] ?? NaN, size);
      const y = toPixelY(points[2 * i + 1] ?? NaN, size);
      if (at === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    });
  }
  context.lineWidth = size / 900;
  context.strokeStyle = css(quiet, 0.4);
  context.stroke();
}

const PATH_PARTS = 8;

export function drawOwnPath(
  context: CanvasRenderingContext2D,
  size: number,
  path: OwnPath,
  here: readonly [number, number] | null,
  { guide, model, paper, ink }: PlanePalette,
  isGuided: boolean,
): void {
  const line = (places: OwnPath['guided'], color: string): void => {
    context.lineJoin = 'round';
    context.lineWidth = size / 360;
    context.strokeStyle = color;
    // in parts, from faint to full: the beginning is nearly all noise
    for (let part = 0; part < PATH_PARTS; part++) {
      const from = Math.floor((part * (places.length - 1)) / PATH_PARTS);
      const to = Math.floor(((part + 1) * (places.length - 1)) / PATH_PARTS);
      context.globalAlpha = 0.2 + (0.8 * (part + 1)) / PATH_PARTS;
      context.beginPath();
      for (let i = from; i <= to; i++) {
        const [x, y] = places[i] ?? [NaN, NaN];
        if (i === from) context.moveTo(toPixelX(x, size), toPixelY(y, size));
        else context.lineTo(toPixelX(x, size), toPixelY(y, size));
      }
      context.stroke();
    }
    context.globalAlpha = 1;
    const end = places.at(-1);
    if (end === undefined) return;
    dots(context, size, end, [0], size / 170);
    context.fillStyle = color;
    context.fill();
  };
  line(path.unguided, css(model));
  line(path.guided, css(isGuided ? guide : model));
  if (here === null) return;
  dots(context, size, here, [0], size / 75);
  context.strokeStyle = css(paper);
  context.lineWidth = size / 130;
  context.stroke();
  context.strokeStyle = css(ink);
  context.lineWidth = size / 280;
  context.stroke();
}
