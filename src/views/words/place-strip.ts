// The timeline of a run of sentences: a column for each moment, in it the lanes side by side, of each its places from top to
// bottom, the darker the surer the rounding head is of the word there.

import type { StepRecord } from '../../history/step-record';
import { changedColumns } from '../../plots/changed-columns';
import { stripIndices } from '../../plots/strip-layout';
import { paletteOf } from '../../plots/token-colors';
import type { Rgb } from '../../plots/pixels';
import { currentPath, type State } from '../../history/state';
import type { Lane } from '../../terms/lane';
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
  const { guide, model, line, paper } = paletteOf(canvas);
  const { steps } = currentPath(state);
  const position = selectPosition(state);
  const moments = indices.map((index) => momentAt(index, state, steps, position));
  const changed = changedColumns(
    canvas,
    [width, height, ...[guide, model, line, paper].map((color) => color.join())],
    moments.map(({ forming, lanes, seen }) => [forming, forming === null ? null : lanes, seen]),
  );
  for (const column of changed) {
    const x = column * (COLUMN + GAP) + GAP / 2;
    const { forming, lanes, seen } = moments[column]!;
    context.clearRect(x, 0, COLUMN, height);
    if (forming === null) {
      context.fillStyle = seen ? css(model, 0.35) : css(line, 0.5);
      context.fillRect(x, 0, COLUMN, height);
      continue;
    }
    const share = Math.floor(COLUMN / lanes.length);
    lanes.forEach(({ guidanceScale }, lane) => {
      const color = guidanceScale > 0 ? guide : model;
      column40(context, forming, lane, positions, x + lane * share, share - 1, color);
    });
    if (!seen) {
      context.fillStyle = css(paper, 0.6);
      context.fillRect(x, 0, COLUMN, height);
    }
  }
}

interface Moment {
  /** Null where no step is taken, and where the history's budget took the words: only that it was taken is left. */
  readonly forming: Forming | null;
  readonly lanes: readonly Lane[];
  /** Taken, and not beyond the playhead. */
  readonly seen: boolean;
}

function momentAt(
  index: number,
  { model: { pack } }: State,
  steps: readonly StepRecord[],
  position: number,
): Moment {
  const step = steps[Math.min(index, steps.length - 1)];
  const isTaken = step !== undefined && index <= steps.length;
  const said = step?.said ?? null;
  return {
    forming: isTaken && said !== null && pack !== null ? formingOfOutput(said.modelOutput, pack) : null,
    lanes: step?.lanes ?? [],
    seen: isTaken && index <= position,
  };
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
