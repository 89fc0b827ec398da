// The word cloud on its canvas.

import { currentPath, type State } from '../../history/state';
import { paletteOf } from '../../plots/token-colors';
import type { Rgb } from '../../plots/pixels';
import type { EmbeddingPlane } from '../../terms/pack-info';
import { selectFinished, selectLarge, selectOther, selectPosition, selectStep } from '../run/selectors';
import { placesOnScreen } from './selectors';

/** Half of the plane's side, in its own units. */
const REACH = 2.6;
const DOT = 2;
const POINT = 5;

type Xy = readonly [x: number, y: number];

/** Where a vector lies in the plane. */
export function inPlane({ mean, axes }: EmbeddingPlane, x: Float32Array, from: number): Xy {
  const along = (axis: readonly number[]): number =>
    axis.reduce((sum, weight, i) => sum + weight * (x[from + i]! - mean[i]!), 0);
  return [along(axes[0]), along(axes[1])];
}

const dots = new WeakMap<Float32Array, readonly Xy[]>();

function wordsInPlane(plane: EmbeddingPlane, embeddings: Float32Array): readonly Xy[] {
  const known = dots.get(embeddings);
  if (known !== undefined) return known;
  const d = plane.mean.length;
  const made = Array.from({ length: embeddings.length / d }, (_, word) =>
    inPlane(plane, embeddings, word * d),
  );
  dots.set(embeddings, made);
  return made;
}

export function drawCloud(canvas: HTMLCanvasElement, state: State, followed: number | null): void {
  const context = canvas.getContext('2d');
  const { pack } = state.model;
  if (context === null) return;
  const { ink, guide, model, paper } = paletteOf(canvas);
  context.clearRect(0, 0, canvas.width, canvas.height);
  const plane = pack?.text?.plane;
  if (pack === null || plane === undefined || pack.embeddings === undefined) return;
  const pixel = ([x, y]: Xy): Xy => [
    ((x + REACH) / (2 * REACH)) * canvas.width,
    ((REACH - y) / (2 * REACH)) * canvas.height,
  ];
  const words = wordsInPlane(plane, pack.embeddings).map(pixel);
  context.fillStyle = css(ink, 0.28);
  for (const [x, y] of words) context.fillRect(x - DOT / 2, y - DOT / 2, DOT, DOT);
  const step = selectStep(state);
  if (step === null) return;
  const [, positions, d] = pack.sampleShape;
  const samples = selectFinished(state) ? step.xPrev : step.xt;
  const at = (x: Float32Array, lane: number, place: number): Xy =>
    pixel(inPlane(plane, x, (lane * positions + place) * d));
  const large = selectLarge(state);
  const other = selectOther(state);
  const points = (lane: number, color: Rgb, size: number): void => {
    context.fillStyle = css(color, 0.85);
    for (let place = 0; place < positions; place++) {
      const [x, y] = at(samples, lane, place);
      context.beginPath();
      context.arc(x, y, place === followed ? 2 * size : size, 0, 2 * Math.PI);
      context.fill();
    }
  };
  if (other !== null) points(other, model, POINT - 2);
  points(large, guide, POINT);
  nameWords(
    context,
    words,
    placesOnScreen(state, large)?.tokens ?? null,
    pack.text?.words ?? [],
    css(ink, 1),
    css(paper, 0.8),
  );
  if (followed === null) return;
  context.strokeStyle = css(guide, 0.7);
  context.lineWidth = 2;
  context.beginPath();
  const { steps } = currentPath(state);
  for (const { xt } of steps.slice(0, selectPosition(state) + 1)) {
    if (xt !== null) context.lineTo(...at(xt, large, followed));
  }
  context.stroke();
  const nudge = step.meanShift;
  const [x0, y0] = at(samples, large, followed);
  const moved = samples.slice(0, (large * positions + followed + 1) * d);
  for (let i = (large * positions + followed) * d; i < moved.length; i++) moved[i]! += 3 * nudge[i]!;
  context.strokeStyle = css(ink, 1);
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(...at(moved, large, followed));
  context.stroke();
}

/** The words that x̂_0 has now, each once. */
function nameWords(
  context: CanvasRenderingContext2D,
  words: readonly Xy[],
  tokens: Int32Array | null,
  names: readonly string[],
  ink: string,
  paper: string,
): void {
  context.font = '18px system-ui, sans-serif';
  for (const token of new Set(tokens)) {
    const place = words[token];
    if (place === undefined) continue;
    const [x, y] = place;
    context.lineWidth = 4;
    context.strokeStyle = paper;
    context.strokeText(names[token] ?? '', x + 6, y + 6);
    context.fillStyle = ink;
    context.fillText(names[token] ?? '', x + 6, y + 6);
  }
}

function css([red, green, blue]: Rgb, alpha: number): string {
  return `rgb(${red} ${green} ${blue} / ${alpha})`;
}
