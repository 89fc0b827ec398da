// The field's layers: belief and the sharpened density as backgrounds, density as contours, score and nudge as arrows.

import { contourPieces } from '../../../plots/contours';
import { toPixelX, toPixelY } from './geometry';
import { css, mixed, type PlanePalette } from './palette';

/** Levels of log density below its highest, in nats. */
const LEVELS = [0.5, 1.5, 3, 5] as const;
/** How much of a class's colour a certain belief gives to the paper. */
const TINT = 0.22;

let tile: HTMLCanvasElement | null = null;

/** @param beliefs [n, n, K] */
export function drawBeliefs(
  context: CanvasRenderingContext2D,
  size: number,
  beliefs: Float32Array,
  n: number,
  { paper, classes }: PlanePalette,
): void {
  const K = beliefs.length / (n * n);
  drawTile(context, size, n, (i) => {
    const rgb = [0, 0, 0];
    for (let k = 0; k < K; k++) {
      const p = beliefs[i * K + k]!;
      const color = mixed(paper, classes[k] ?? paper, TINT);
      for (let c = 0; c < 3; c++) rgb[c] = rgb[c]! + p * color[c]!;
    }
    return [rgb[0]!, rgb[1]!, rgb[2]!, 255];
  });
}

/** p(x_t)·p(y | x_t)^s as a tint of the guide's colour, full at its highest. @param logDensity [n, n] */
export function drawSharpened(
  context: CanvasRenderingContext2D,
  size: number,
  logDensity: Float32Array,
  n: number,
  { guide }: PlanePalette,
): void {
  let highest = -Infinity;
  for (const value of logDensity) highest = Math.max(highest, value);
  drawTile(context, size, n, (i) => {
    // the root: a density has too wide a range for the eye
    const share = Math.exp((logDensity[i]! - highest) / 2);
    return [...guide, 255 * 0.6 * share];
  });
}

/** A pixel of colour for each point of the grid, smoothed over the square. */
function drawTile(
  context: CanvasRenderingContext2D,
  size: number,
  n: number,
  colorOf: (i: number) => readonly number[],
): void {
  tile ??= document.createElement('canvas');
  tile.width = n;
  tile.height = n;
  const small = tile.getContext('2d');
  if (small === null) return;
  const image = small.createImageData(n, n);
  for (let i = 0; i < n * n; i++) image.data.set(colorOf(i), 4 * i);
  small.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  const cell = size / (n - 1); // grid points are the middles of the tile's pixels
  context.drawImage(tile, -cell / 2, -cell / 2, size + cell, size + cell);
}

/** @param logDensity [n, n] */
export function drawContours(
  context: CanvasRenderingContext2D,
  size: number,
  logDensity: Float32Array,
  n: number,
  { ink }: PlanePalette,
): void {
  let highest = -Infinity;
  for (const value of logDensity) highest = Math.max(highest, value);
  const cell = size / (n - 1);
  LEVELS.forEach((below, i) => {
    const pieces = contourPieces(logDensity, n, highest - below);
    context.beginPath();
    for (let at = 0; at < pieces.length; at += 4) {
      context.moveTo(pieces[at]! * cell, pieces[at + 1]! * cell);
      context.lineTo(pieces[at + 2]! * cell, pieces[at + 3]! * cell);
    }
    context.lineWidth = size / 700;
    context.strokeStyle = css(ink, 0.34 - 0.06 * i);
    context.stroke();
  });
}

export interface Arrows {
  readonly points: Float32Array; // [m, 2]
  /** One for each point, in the field's own units. */
  readonly vectors: Float32Array; // [m, 2]
  /** Length that is drawn half as long as the longest. */
  readonly unit: number;
  readonly color: string;
  readonly width: number;
}

/** Arrows up to `reach` pixels long: a long one is pressed together, r → r/(1 + r). */
export function drawArrows(
  context: CanvasRenderingContext2D,
  size: number,
  reach: number,
  { points, vectors, unit, color, width }: Arrows,
): void {
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.beginPath();
  const heads: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const vx = vectors[i]!;
    const vy = vectors[i + 1]!;
    const length = Math.hypot(vx, vy) / unit;
    if (!(length > 0.02)) continue;
    const drawn = (reach * length) / (1 + length);
    const dx = (vx / unit / length) * drawn;
    const dy = -(vy / unit / length) * drawn;
    const x = toPixelX(points[i]!, size);
    const y = toPixelY(points[i + 1]!, size);
    context.moveTo(x, y);
    context.lineTo(x + dx, y + dy);
    heads.push(x + dx, y + dy, dx / drawn, dy / drawn, Math.min(1, drawn / 6));
  }
  context.stroke();
  context.beginPath();
  for (let i = 0; i < heads.length; i += 5) {
    const [x, y, ux, uy, scale] = [heads[i]!, heads[i + 1]!, heads[i + 2]!, heads[i + 3]!, heads[i + 4]!];
    const h = scale * width * 2.4;
    context.moveTo(x + ux * h, y + uy * h);
    context.lineTo(x - uy * h * 0.6, y + ux * h * 0.6);
    context.lineTo(x + uy * h * 0.6, y - ux * h * 0.6);
    context.closePath();
  }
  context.fill();
}
