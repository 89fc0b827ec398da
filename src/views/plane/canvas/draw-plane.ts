// The plane, layer by layer.

import { drawPoints, type Drawn } from '../../../diffusion/mixture/draw';
import { mixtureOrNull } from '../../../worlds/plane/source';
import { planeOf } from '../../../worlds/plane/settings';
import { currentPath, settledStep, type State, settingsOf } from '../../../history/state';
import { scaleAt } from '../../../terms/lane';
import type { Mixture } from '../../../terms/plane';
import { laneRuleOf } from '../../../terms/rule';
import { drawArrows, drawBeliefs, drawContours, drawSharpened } from './draw-field';
import { drawData, drawGhosts, drawOwnPath, drawParticles, drawTrails, drawTwins } from './draw-particles';
import {
  EXACT_SIDE,
  FIELD_SIDE,
  type FieldKeeper,
  type LearnedField,
} from '../../../worlds/plane/field-keeper';
import { gridPoints } from '../../../worlds/plane/grid';
import type { LabelKeeper } from '../../../worlds/plane/labels';
import { selectGuide } from '../../run/selectors';
import { css, type PlanePalette } from './palette';
import { bucketsByBelief, bucketsByClass, type Buckets } from './particle-buckets';
import { ghostPoints, keptNear, ownPath, sceneOf, type Scene } from '../../../worlds/plane/scene';
import { looksOf, type PlaneLayer } from '../../../worlds/plane/state';

/** Every second point of the field's grid has arrows. */
const ARROW_STRIDE = 2;
const TRAILED = 400;
const TRAIL_STEPS = 12;
const DATA_POINTS = 1000;

/** The particle being dragged. */
export interface Held {
  readonly marked: number;
  readonly at: readonly [x: number, y: number];
}

const dataOf = new WeakMap<Mixture, Drawn>();

export function drawPlane(
  canvas: HTMLCanvasElement,
  state: State,
  fields: Pick<FieldKeeper, 'learned' | 'exact' | 'sharpened'>,
  labels: LabelKeeper,
  palette: PlanePalette,
  held: Held | null,
): void {
  const context = canvas.getContext('2d');
  const size = canvas.width;
  if (context === null || size === 0) return;
  const plane = planeOf(settingsOf(state));
  const looks = looksOf(state);
  const shows = (layer: PlaneLayer): boolean => looks.layers.includes(layer);
  const scene = sceneOf(state);
  const mixture = mixtureOrNull(plane);
  const { learned, exact, sharpened } = fields;
  context.fillStyle = css(palette.paper);
  context.fillRect(0, 0, size, size);
  if (shows('beliefs') && learned?.beliefs) drawBeliefs(context, size, learned.beliefs, FIELD_SIDE, palette);
  if (shows('sharpened') && sharpened !== null) drawSharpened(context, size, sharpened, EXACT_SIDE, palette);
  if (shows('density') && exact !== null) drawContours(context, size, exact.logDensity, exact.n, palette);
  // until the first step is there, what is to come of it
  if ((shows('data') || scene.points === null) && mixture !== null) {
    const { points, labels: classes } = dataPoints(mixture);
    drawData(context, size, points, classes, palette);
  }
  const { points } = scene;
  if (points !== null && shows('trails') && !scene.isPreview && held === null) {
    drawTrails(context, size, trails(state), Math.min(TRAILED, scene.particles), palette);
  }
  if (points !== null && shows('particles') && scene.twins !== null) {
    drawTwins(context, size, points.subarray(2 * scene.twins), palette);
  }
  const ghosts = ghostPoints(state);
  if (ghosts !== null && shows('particles')) drawGhosts(context, size, ghosts, palette);
  if (points !== null && shows('particles')) {
    drawParticles(context, size, points, bucketsOf(state, scene, mixture, labels), palette);
  }
  drawFields(context, size, state, fields, palette);
  if (points === null || scene.isPreview) return;
  const marked = held?.marked ?? looks.marked;
  const here = held?.at ?? ([points[2 * marked] ?? NaN, points[2 * marked + 1] ?? NaN] as const);
  const own = held === null ? ownPath(state) : { guided: [], unguided: [] };
  drawOwnPath(context, size, own, here, palette, (scene.lanes[marked]?.guidanceScale ?? 0) > 0);
}

function bucketsOf(state: State, scene: Scene, mixture: Mixture | null, labels: LabelKeeper): Buckets {
  const { colour } = looksOf(state);
  const live = settledStep(state)?.predX0 ?? null;
  const unknown = scene.beliefs === null || colour === 'end' || scene.t < 0;
  const ends = scene.ends ?? (live?.length === scene.points?.length ? live : null);
  if (mixture !== null && unknown && ends !== null) {
    return bucketsByClass(labels.labelsOf(mixture, ends), scene.particles);
  }
  return bucketsByBelief(scene.beliefs, mixture?.classes.length ?? 1, scene.particles);
}

function trails(state: State): readonly Float32Array[] {
  const path = currentPath(state);
  const last = state.history.cursor ?? path.steps.length;
  const moments: Float32Array[] = [];
  for (let i = Math.max(0, last - TRAIL_STEPS); i <= last; i++) {
    const xt = i >= path.steps.length ? (path.tip?.xt ?? null) : (path.steps[i]?.xt ?? null);
    if (xt !== null) moments.push(xt);
  }
  return moments.length > 1 ? moments : [keptNear(path, last) ?? new Float32Array()];
}

function dataPoints(mixture: Mixture): Drawn {
  let drawn = dataOf.get(mixture);
  if (drawn === undefined) {
    drawn = drawPoints(mixture, DATA_POINTS, 1, 0);
    dataOf.set(mixture, drawn);
  }
  return drawn;
}

function drawFields(
  context: CanvasRenderingContext2D,
  size: number,
  state: State,
  { learned, exact }: Pick<FieldKeeper, 'learned' | 'exact'>,
  palette: PlanePalette,
): void {
  const { layers } = looksOf(state);
  const reach = (size / (FIELD_SIDE - 1)) * ARROW_STRIDE * 1.05;
  const width = Math.max(1, size / 520);
  if (layers.includes('exact') && exact !== null) {
    const every = Math.round(((exact.n - 1) / (FIELD_SIDE - 1)) * ARROW_STRIDE);
    const points = thinned(fieldPoints(exact.n), exact.n, every);
    const vectors = thinned(exact.score, exact.n, every);
    const unit = 1 / Math.sqrt(1 - exact.alphaCumprod);
    drawArrows(context, size, reach, {
      points,
      vectors,
      unit,
      color: css(palette.ink, 0.45),
      width: width * 2.2,
    });
  }
  if (learned === null) return;
  const unit = 1 / Math.sqrt(1 - learned.alphaCumprod);
  const points = thinned(learned.points, FIELD_SIDE, ARROW_STRIDE);
  const arrows = (vectors: Float32Array, color: string, wide = width): void =>
    drawArrows(context, size, reach, { points, vectors, unit, color, width: wide });
  const score = thinned(learned.score, FIELD_SIDE, ARROW_STRIDE);
  const steers = { ...settingsOf(state), ...laneRuleOf(selectGuide(state)?.rule) };
  const nudge = nudgeOf(learned, scaleAt(steers, learned.t));
  if (layers.includes('score')) arrows(score, css(palette.model, 0.9));
  if (nudge !== null && layers.includes('nudge')) arrows(nudge, css(palette.guide, 0.95));
  if (layers.includes('sum')) {
    const sum = score.map((value, i) => value + (nudge?.[i] ?? 0));
    arrows(sum, css(palette.ink, 0.9), width * 1.2);
  }
}

/** s·g at the arrows' places. */
function nudgeOf({ gradient }: LearnedField, scale: number): Float32Array | null {
  if (gradient === null) return null;
  return thinned(gradient, FIELD_SIDE, ARROW_STRIDE).map((value) => value * scale);
}

const grids = new Map<number, Float32Array>();

function fieldPoints(n: number): Float32Array {
  let points = grids.get(n);
  if (points === undefined) {
    points = gridPoints(n);
    grids.set(n, points);
  }
  return points;
}

/** Every `every`-th of a grid's vectors, both ways. @param values [n, n, 2] */
function thinned(values: Float32Array, n: number, every: number): Float32Array {
  const side = Math.floor((n - 1) / every) + 1;
  const out = new Float32Array(2 * side * side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const from = 2 * (row * every * n + column * every);
      out.set([values[from]!, values[from + 1]!], 2 * (row * side + column));
    }
  }
  return out;
}
