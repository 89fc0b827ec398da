// Frames of a run: the pictures of the step on screen, of any kept step, and the strip.

import { arrange } from '../../../history/arrangement';
import { predictedX0 } from '../../../diffusion/prediction';
import { projectionOf } from '../../../diffusion/projections';
import type { Frame, Tile } from '../../../export/frame';
import { stripIndices } from '../../../plots/strip-layout';
import { isComplete } from '../../../history/path';
import type { StepRecord } from '../../../history/step-record';
import type { Lane } from '../../../terms/lane';
import { classesOf } from '../../../terms/pack-info';
import { sampleSize, type Samples } from '../../../terms/sample';
import type { Step } from '../../../terms/step';
import { targetWords, selectFinished, selectPosition, selectStep } from '../../run/selectors';
import type { Run } from '../../share/shown-run';
import { selectNudgeRange } from '../pictures/paint';

/** Columns of the strip. */
const STRIP_COLUMNS = 12;
/** Lanes of a grid that stand in one row. */
const GRID_COLUMNS = 4;

function isGrid({ path }: Run): boolean {
  return (path.steps[0]?.lanes.length ?? 0) > 2;
}

/** Of one lane: its own values, so that they can travel. */
function laneValues({ pack }: Run, samples: Samples | null, lane: number): Samples | null {
  if (samples === null) return null;
  const size = sampleSize(pack.sampleShape);
  return samples.slice(lane * size, (lane + 1) * size);
}

function tile(run: Run, samples: Samples | null, lane: number, text: Partial<Tile> = {}): Tile {
  return {
    values: laneValues(run, samples, lane),
    range: null,
    title: '',
    note: '',
    tone: 'plain',
    ...text,
  };
}

function nameOf({ pack }: Run, { target, guidanceScale }: Lane): Pick<Tile, 'title' | 'tone'> {
  if (pack.guides.length === 0) return { title: 'The model alone', tone: 'model' };
  if (guidanceScale === 0) return { title: 'Not guided', tone: 'model' };
  return { title: `Guided toward ${targetWords(classesOf(pack), target)}`, tone: 'guide' };
}

function scaleText({ guidanceScale }: Lane): string {
  return `s = ${guidanceScale.toFixed(1)}`;
}

function captionAt({ pack, path }: Run, index: number): string {
  const record = path.steps[Math.min(index, path.steps.length - 1)];
  const where =
    index >= path.timesteps.length
      ? `finished after ${path.timesteps.length} steps`
      : `t = ${path.timesteps[index]}, step ${index + 1} of ${path.timesteps.length}`;
  const seed = record?.lanes[0]?.seed ?? 0;
  return `${where}   ${record?.settings.sampler.toUpperCase()}, seed ${seed}   ${pack.title}, Nudge`;
}

/** The view's pictures: what is on screen. */
export function pictureFrame(run: Run): Frame {
  const { state, large, other, pack, path } = run;
  const step = selectStep(state);
  const finished = selectFinished(state);
  if (step === null) return filmFrame(run, Math.max(0, path.steps.length - 1));
  const xt = finished ? step.xPrev : step.xt;
  const index = finished ? path.timesteps.length : selectPosition(state);
  const rows = isGrid(run)
    ? [largeRow(run, step, xt), ...gridRows(run, xt, step.lanes)]
    : [pairRow(run, step, xt), other === null ? [] : partsRow(run, step, other)];
  const shown = rows.filter((row) => row.length > 0);
  return { shape: pack.sampleShape, rows: shown, caption: captionAt(run, index), share: null };

  function largeRow(of: Run, { lanes, predX0 }: Step, samples: Samples): Tile[] {
    const lane = lanes[large];
    if (lane === undefined) return [];
    return [
      tile(of, samples, large, { ...nameOf(of, lane), note: `seed ${lane.seed}, ${scaleText(lane)}` }),
      tile(of, predX0, large, { title: 'Predicted x̂₀', tone: 'plain' }),
    ];
  }
}

function pairRow(run: Run, { lanes, predX0 }: Step, xt: Samples): Tile[] {
  const { large, other } = run;
  const [first, second] = [lanes[large], other === null ? undefined : lanes[other]];
  if (first === undefined) return [];
  const title = tile(run, xt, large, { ...nameOf(run, first), note: scaleText(first) });
  if (other === null || second === undefined)
    return [title, tile(run, predX0, large, { title: 'Predicted x̂₀' })];
  return [title, tile(run, xt, other, { ...nameOf(run, second), note: 'same noise' })];
}

function partsRow(run: Run, { predX0, meanShift }: Step, other: number): Tile[] {
  const range = selectNudgeRange(run.state);
  return [
    tile(run, predX0, run.large, { title: 'x̂₀ guided' }),
    tile(run, meanShift, run.large, { title: 'Nudge', note: `± ${range}`, range }),
    tile(run, predX0, other, { title: 'x̂₀ not guided' }),
  ];
}

function gridRows(run: Run, xt: Samples | null, lanes: readonly Lane[]): Tile[][] {
  const columns = lanes.length % 3 === 0 && lanes.length < 12 ? 3 : GRID_COLUMNS;
  const { guides } = arrange(run.path.steps[0]!.settings, run.pack);
  const sameSeed = lanes.every(({ seed }) => seed === lanes[0]?.seed);
  const tiles = lanes.map((lane, index) => {
    const by = guides?.[index];
    const text =
      by !== undefined
        ? (by?.title ?? 'Not guided')
        : sameSeed
          ? scaleText(lane)
          : `seed ${lane.seed}${lane.guidanceScale === 0 ? ', s = 0' : ''}`;
    return tile(run, xt, index, { title: text, tone: lane.guidanceScale > 0 ? 'plain' : 'model' });
  });
  const rows: Tile[][] = [];
  for (let from = 0; from < tiles.length; from += columns) rows.push(tiles.slice(from, from + columns));
  return rows;
}

/** Pictures that are kept: of every step whose x_t the budget left, and the finished one. */
export function keptPictures({ path }: Run): readonly number[] {
  const kept = path.steps.flatMap(({ xt }, index) => (xt === null ? [] : [index]));
  return isComplete(path) ? [...kept, path.steps.length] : kept;
}

function pictureAt({ path }: Run, index: number): Samples | null {
  return path.steps[index]?.xt ?? (index === path.steps.length ? (path.tip?.xt ?? null) : null);
}

/** One moment of the film; of a pair also what the model expects. */
export function filmFrame(run: Run, index: number): Frame {
  const { path, pack, large, other } = run;
  const record = path.steps[Math.min(index, path.steps.length - 1)];
  const lanes = record?.lanes ?? [];
  const xt = pictureAt(run, index);
  const caption = captionAt(run, index);
  const share = index / Math.max(1, path.timesteps.length);
  const frame = { shape: pack.sampleShape, caption, share };
  if (isGrid(run)) return { ...frame, rows: gridRows(run, xt, lanes) };
  const predX0 = record === undefined ? null : predictionOf(run, record);
  const both = [large, ...(other === null ? [] : [other])];
  const top = both.map((lane) => {
    const of = lanes[lane];
    return tile(run, xt, lane, of === undefined ? {} : { ...nameOf(run, of), note: scaleText(of) });
  });
  const below = both.map((lane) => tile(run, predX0, lane, { title: 'Predicted x̂₀' }));
  return { ...frame, rows: [top, below] };
}

/** x̂_0 alone: the rest of a step, its noise above all, would be work for nothing. */
function predictionOf({ pack }: Run, { xt, said, transition }: StepRecord): Samples | null {
  if (xt === null || said === null) return null;
  const { modelOutput } = said;
  return projectionOf(pack)(predictedX0({ xt, modelOutput, transition }, pack));
}

/** The timeline's pictures: a column for each moment, a row for each lane. */
export function stripFrame(run: Run): Frame {
  const { path, pack, large, other } = run;
  const kept = keptPictures(run);
  const columns = stripIndices(Math.max(1, kept.length - 1), STRIP_COLUMNS).flatMap((at) => kept[at] ?? []);
  const lanes = path.steps[0]?.lanes ?? [];
  const rows = isGrid(run)
    ? lanes.map((_, lane) => lane).slice(0, 16)
    : [large, ...(other === null ? [] : [other])];
  return {
    shape: pack.sampleShape,
    caption: captionAt(run, columns.at(-1) ?? 0),
    share: null,
    rows: rows.map((lane, row) =>
      columns.map((index) => {
        const t = path.timesteps[index];
        return tile(run, pictureAt(run, index), lane, {
          title: row > 0 ? '' : t === undefined ? 'x₀' : `t = ${t}`,
        });
      }),
    ),
  };
}
