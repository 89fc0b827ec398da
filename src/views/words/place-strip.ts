// The timeline of a run of sentences: a column for each moment, in it the lanes side by side, of each its places from top to
// bottom, the darker the surer the rounding head is of the word there. How sure it is takes long to work out for a whole
// run: what is not drawn after SLICE_MS is drawn in the frames that follow.

import type { StepRecord } from '../../history/step-record';
import { changedColumns } from '../../plots/changed-columns';
import { stripIndices } from '../../plots/strip-layout';
import { paletteOf } from '../../plots/token-colors';
import type { Rgb } from '../../plots/pixels';
import { currentPath, type State } from '../../history/state';
import type { Lane } from '../../terms/lane';
import type { Samples } from '../../terms/sample';
import { formingOfOutput, type Forming } from '../../worlds/words/forming';
import { selectCount, selectPosition } from '../run/selectors';

const COLUMN = 44;
const GAP = 4;
const CELL = 2;
const SLICE_MS = 8;

export function paintPlaces(
  canvas: HTMLCanvasElement,
  state: State,
  columns: number,
  again: () => void,
): void {
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
  const moments = indices.map((index) => momentAt(index, steps, position));
  const begun = performance.now();
  const changed = changedColumns(
    canvas,
    [width, height, ...[guide, model, line, paper].map((color) => color.join())],
    moments.map(({ output, lanes, seen }) => [output, output === null ? null : lanes, seen]),
  );
  for (const column of changed) {
    const x = column * (COLUMN + GAP) + GAP / 2;
    const { output, lanes, seen } = moments[column]!;
    const forming = output === null || pack === null ? null : formingOfOutput(output, pack);
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
    if (performance.now() - begun > SLICE_MS) return again();
  }
}

interface Moment {
  /** x̂_0; null where no step is taken, and where the history's budget took it: only that it was taken is left. */
  readonly output: Samples | null;
  readonly lanes: readonly Lane[];
  /** Taken, and not beyond the playhead. */
  readonly seen: boolean;
}

function momentAt(index: number, steps: readonly StepRecord[], position: number): Moment {
  const step = steps[Math.min(index, steps.length - 1)];
  const isTaken = step !== undefined && index <= steps.length;
  return {
    output: isTaken ? (step.said?.modelOutput ?? null) : null,
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
