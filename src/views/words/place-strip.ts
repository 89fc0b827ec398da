// The timeline of a run of sentences: a column for each moment, in it the lanes side by side, of each its places from top to
// bottom, the darker the surer the rounding head is of the word there.

import { stripIndices } from '../../plots/strip-layout';
import { paletteOf } from '../../plots/token-colors';
import type { Rgb } from '../../plots/pixels';
import { currentPath, type State } from '../../history/state';
import { formingOfOutput, type Forming } from '../../worlds/words/forming';
import { selectCount, selectPosition } from '../run/selectors';

const COLUMN = 44;
const GAP = 4;
const CELL = 2;

export function paintPlaces(canvas: HTMLCanvasElement, state: State, columns: number): void {
  const { pack } = state.model;
  const positions = pack?.sampleShape[1] ?? 40;
  const count = selectCount(state);
  const indices = stripIndices(count, columns);
  const width = indices.length * (COLUMN + GAP);
  const height = positions * CELL;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { guide, model, line } = paletteOf(canvas);
  context.clearRect(0, 0, width, height);
  const { steps } = currentPath(state);
  const position = selectPosition(state);
  indices.forEach((index, column) => {
    const x = column * (COLUMN + GAP) + GAP / 2;
    const step = steps[Math.min(index, steps.length - 1)];
    const said = step?.said ?? null;
    const there = index <= steps.length && steps.length > 0 && said !== null && pack !== null;
    const forming = there ? formingOfOutput(said.modelOutput, pack) : null;
    if (forming === null) {
      // where the history's budget took the words, only that the step was taken
      const isTaken = index < steps.length || (index === steps.length && steps.length > 0);
      context.fillStyle = isTaken && index <= position ? css(model, 0.35) : css(line, 0.5);
      context.fillRect(x, 0, COLUMN, height);
      return;
    }
    const lanes = step?.lanes ?? [];
    const share = Math.floor(COLUMN / lanes.length);
    lanes.forEach(({ guidanceScale }, lane) => {
      const color = guidanceScale > 0 ? guide : model;
      column40(context, forming, lane, positions, x + lane * share, share - 1, color);
    });
    if (index > position) {
      context.fillStyle = css(paletteOf(canvas).paper, 0.6);
      context.fillRect(x, 0, COLUMN, height);
    }
  });
}

function column40(
  context: CanvasRenderingContext2D,
  { certainty }: Forming,
  lane: number,
  positions: number,
  x: number,
  width: number,
  color: Rgb,
): void {
  for (let place = 0; place < positions; place++) {
    context.fillStyle = css(color, 0.1 + 0.9 * (certainty[lane * positions + place] ?? 0));
    context.fillRect(x, place * CELL, width, CELL);
  }
}

function css([red, green, blue]: Rgb, alpha: number): string {
  return `rgb(${red} ${green} ${blue} / ${alpha})`;
}
