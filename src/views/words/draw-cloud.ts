// The word cloud on its canvas.

import { currentPath, type State } from '../../history/state';
import { paletteOf } from '../../plots/token-colors';
import type { Rgb } from '../../plots/pixels';
import type { EmbeddingPlane } from '../../terms/pack-info';
import { selectFinished, selectLarge, selectOther, selectPosition, selectStep } from '../run/selectors';
import { placesOnScreen } from './selectors';

/** Half of the plane's side, in its own units. */
const REACH = 2.6;
/** In CSS pixels of a cloud of USUAL on a side. */
const DOT = 1.6;
const POINT = 3.2;
const USUAL = 320;

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

/** @param side in CSS pixels */
export function drawCloud(
  canvas: HTMLCanvasElement,
  state: State,
  followed: number | null,
  side: number,
): void {
  const context = canvas.getContext('2d');
  const { pack } = state.model;
  if (context === null || side === 0) return;
  const pixels = Math.round(side * devicePixelRatio);
  if (canvas.width !== pixels || canvas.height !== pixels) canvas.width = canvas.height = pixels;
  const scale = pixels / USUAL;
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
  for (const [x, y] of words) context.fillRect(x, y, DOT * scale, DOT * scale);
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
      context.arc(x, y, place === followed ? 1.8 * size : size, 0, 2 * Math.PI);
      context.fill();
    }
  };
  if (other !== null) points(other, model, 0.7 * POINT * scale);
  points(large, guide, POINT * scale);
  const tokens = placesOnScreen(state, large)?.tokens ?? null;
  const first = followed === null ? [] : (tokens?.[followed] ?? []);
  nameWords(
    context,
    words,
    new Set([first, Array.from(tokens ?? [])].flat()),
    pack.text?.words ?? [],
    css(ink, 1),
    css(paper, 0.85),
  );
  if (followed === null) return;
  context.strokeStyle = css(guide, 0.7);
  context.lineWidth = 1.5 * scale;
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

/** As many of the words that x̂_0 has now as there is room for, at the size of the page's small type, the first first. */
function nameWords(
  context: CanvasRenderingContext2D,
  words: readonly Xy[],
  tokens: ReadonlySet<number>,
  names: readonly string[],
  ink: string,
  paper: string,
): void {
  const { canvas } = context;
  const size = parseFloat(getComputedStyle(canvas).fontSize) * devicePixelRatio;
  context.font = `${size}px ${getComputedStyle(canvas).fontFamily}`;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = size / 4;
  const taken: (readonly [left: number, top: number, right: number, bottom: number])[] = [];
  for (const token of tokens) {
    const at = words[token];
    const name = names[token];
    if (at === undefined || name === undefined) continue;
    const width = context.measureText(name).width;
    const left = at[0] + size / 2 + width > canvas.width ? at[0] - size / 2 - width : at[0] + size / 2;
    const y = Math.max(size / 2, Math.min(canvas.height - size / 2, at[1]));
    const box = [left, y - size / 2, left + width, y + size / 2] as const;
    if (
      taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])
    )
      continue;
    taken.push(box);
    context.strokeStyle = paper;
    context.strokeText(name, left, y);
    context.fillStyle = ink;
    context.fillText(name, left, y);
  }
}

function css([red, green, blue]: Rgb, alpha: number): string {
  return `rgb(${red} ${green} ${blue} / ${alpha})`;
}
