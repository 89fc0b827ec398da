// The Plane's timeline: a column for each moment, in it the points of that moment.

import { stripIndices } from '../../../plots/strip-layout';
import { currentPath, ghostPath, type State } from '../../../history/state';
import { isComplete, type Path } from '../../../history/path';
import { selectCount, selectPosition } from '../../run/selectors';
import { toPixelX, toPixelY } from './geometry';
import { css, planePaletteOf, type PlanePalette } from './palette';

/** Pixels of a column. */
const SIDE = 84;
const GAP = 4;
const DOTS = 220;

export function paintClouds(canvas: HTMLCanvasElement, state: State, columns: number): void {
  const path = currentPath(state);
  const ghost = ghostPath(state);
  const count = selectCount(state);
  const position = selectPosition(state);
  const indices = stripIndices(count, columns);
  const width = indices.length * (SIDE + GAP);
  const height = SIDE * (ghost === null ? 1 : 1.5);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  if (context === null) return;
  const palette = planePaletteOf(canvas);
  context.clearRect(0, 0, width, height);
  indices.forEach((index, column) => {
    const x = column * (SIDE + GAP) + GAP / 2;
    tile(context, x, 0, SIDE, pointsAt(path, index), index > position ? 0.4 : 0.9, palette);
    if (ghost !== null) {
      tile(context, x + SIDE / 4, SIDE + 2, SIDE / 2 - 2, pointsAt(ghost, index), 0.5, palette);
    }
  });
  const shown = pointsAt(path, position);
  if (shown === null) return;
  const at = (position / Math.max(1, count)) * (indices.length - 1) * (SIDE + GAP) + GAP / 2;
  context.clearRect(at - GAP / 2, 0, SIDE + GAP, SIDE);
  tile(context, at, 0, SIDE, shown, 1, palette);
}

/** Picture `index` of a path; of one that is not kept, the nearest before it. */
function pointsAt(path: Path, index: number): Float32Array | null {
  if (index > path.steps.length || (index === path.steps.length && !isComplete(path))) return null;
  if (index === path.steps.length) return path.tip?.xt ?? null;
  for (let i = index; i >= 0; i--) {
    const xt = path.steps[i]?.xt;
    if (xt) return xt;
  }
  return null;
}

function tile(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  side: number,
  points: Float32Array | null,
  alpha: number,
  { line, ink }: PlanePalette,
): void {
  context.fillStyle = css(line, points === null ? 0.4 : 0.55);
  context.fillRect(left, top, side, side);
  if (points === null) return;
  context.fillStyle = css(ink, alpha * 0.75);
  const count = Math.min(DOTS, points.length / 2);
  for (let i = 0; i < count; i++) {
    const x = toPixelX(points[2 * i]!, side);
    const y = toPixelY(points[2 * i + 1]!, side);
    if (x > 0 && y > 0 && x < side - 1.5 && y < side - 1.5) context.fillRect(left + x, top + y, 1.5, 1.5);
  }
}
