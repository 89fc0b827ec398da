// What is said of a drawing: why it cannot be used, or what there is to know of it.

import { LEAST_POINTS } from '../../../diffusion/mixture/empirical';
import type { DrawnPoint } from '../../../worlds/plane/drawn-points';
import { MOST_POINTS } from '../../../terms/plane';

/** Why these points cannot be used; null when they can. */
export function problemOf(points: readonly DrawnPoint[]): string | null {
  if (points.length >= LEAST_POINTS) return null;
  if (points.length === 0) return 'Draw with the pointer or a finger, or import a CSV of x, y and class.';
  return `${points.length} ${points.length === 1 ? 'point is' : 'points are'} too few to learn from: draw at least ${LEAST_POINTS}.`;
}

/** What there is to know of points that can be used. */
export function adviceOf(points: readonly DrawnPoint[]): string {
  if (new Set(points.map(({ label }) => label)).size === 1) {
    return 'One class only: there is nothing to guide toward, so the model will run alone.';
  }
  if (points.length >= MOST_POINTS) return `That is all there is room for: ${MOST_POINTS} points.`;
  return 'The exact model of drawn points memorises: its chain ends in these very points and nowhere else. A network that learns them fills the shape between.';
}
